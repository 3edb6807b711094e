#include "booking/reading/names/spelling.hpp"

#include "booking/reading/words.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr std::size_t longest = 32;

using distances = std::array<std::size_t, longest + 1>;

bool are_swapped(std::u16string_view a, std::u16string_view b, std::size_t i, std::size_t j) {
  return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
}

/// One row of the table; returns its smallest value.
std::size_t fill_row(std::u16string_view a, std::u16string_view b, std::size_t i,
                     const distances& before_last, const distances& last, distances& row) {
  row[0] = i;
  auto smallest = row[0];
  for (std::size_t j = 1; j <= b.size(); ++j) {
    const std::size_t wrong = a[i - 1] == b[j - 1] ? 0 : 1;
    row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong});
    if (are_swapped(a, b, i, j))
      row[j] = std::min(row[j], before_last[j - 2] + 1);
    smallest = std::min(smallest, row[j]);
  }
  return smallest;
}

constexpr std::u16string_view noun_endings[]
    = {u"",   u"а",  u"у",  u"ы",  u"и",   u"е",   u"о",  u"я",  u"ю",  u"ь",  u"й",   u"ой",
       u"ою", u"ом", u"ем", u"ей", u"ею",  u"ам",  u"ах", u"ов", u"ям", u"ях", u"ок",  u"ек",
       u"ия", u"ии", u"ию", u"ие", u"ией", u"ами", u"ый", u"ая", u"ую", u"ые", u"ого", u"ому"};

/// What remains when the vowels (and soft sign) that cases change are cut off: at most two.
std::u16string_view stem_of(std::u16string_view word) {
  constexpr std::u16string_view changing = u"аеийоуыьюя";
  auto n = word.size();
  while (n > 2 && word.size() - n < 2 && changing.find(word[n - 1]) != std::u16string_view::npos)
    --n;
  return word.substr(0, n);
}

bool is_case_of(std::u16string_view said, std::u16string_view name) {
  const auto stem = stem_of(name);
  return said.size() <= name.size() + 3 && said.substr(0, stem.size()) == stem
         && is_case_ending(said.substr(stem.size()));
}

bool is_plural_of(std::u16string_view said, std::u16string_view name) {
  return name.size() > 2 && said.size() > name.size() && said.size() <= name.size() + 2
         && said.substr(0, name.size()) == name
         && (said.substr(name.size()) == u"s" || said.substr(name.size()) == u"es");
}

} // namespace

bool is_within(std::u16string_view a, std::u16string_view b, std::size_t limit) {
  const auto gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap > limit || a.size() > longest || b.size() > longest)
    return false;
  distances before_last{}, last{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    if (fill_row(a, b, i, before_last, last, row) > limit)
      return false;
    before_last = last;
    last = row;
  }
  return last[b.size()] <= limit;
}

std::size_t forgiven_slips(std::size_t length) { return length < 5 ? 0 : length < 8 ? 1 : 2; }

bool is_typo_of(std::u16string_view a, std::u16string_view b) {
  return !a.empty() && !b.empty() && a.front() == b.front()
         && is_within(a, b, forgiven_slips(std::min(a.size(), b.size())));
}

bool is_case_ending(std::u16string_view tail) {
  return std::find(std::begin(noun_endings), std::end(noun_endings), tail)
         != std::end(noun_endings);
}

bool is_form_of(std::u16string_view said, std::u16string_view name) {
  if (said == name)
    return true;
  switch (script_of(said)) {
  case script::latin:
    return is_plural_of(said, name) || is_plural_of(name, said);
  case script::cyrillic:
    return is_case_of(said, name);
  default:
    return false;
  }
}

} // namespace quickbooking
