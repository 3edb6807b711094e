#include "booking/reading/marks.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

std::vector<spellings> spell(const word_list& words, const std::vector<bool>& names) {
  std::vector<spellings> result(words.size());
  for (std::size_t i = 0; i < words.size(); ++i)
    if (words[i].kind != word_kind::sign && !names[i])
      lexicon::get().find_spellings(words.text(i), result[i]);
  return result;
}

} // namespace

marked_text::marked_text(const word_list& words, const std::vector<bool>& names) : words_{words} {
  const auto spelled = spell(words, names);
  marks_.reserve(words.size());
  for (std::size_t i = 0; i < words.size();) {
    const auto hit = lexicon::get().find(spelled, i);
    const auto n = std::max<std::size_t>(hit.length, 1);
    marks_.push_back({i, n, hit.meanings, hit.has_prefix, names[i]});
    i += n;
  }
}

const meaning* marked_text::find(std::size_t i, tag what) const {
  if (i >= size())
    return nullptr;
  for (const auto& x : marks_[i].meanings)
    if (x.what == what)
      return &x;
  return nullptr;
}

std::optional<int> marked_text::value(std::size_t i, tag what) const {
  const auto* x = find(i, what);
  return x != nullptr ? std::optional<int>{x->value} : std::nullopt;
}

bool marked_text::mentions(tag what) const {
  for (std::size_t i = 0; i < size(); ++i)
    if (has(i, what))
      return true;
  return false;
}

bool marked_text::is_sign(std::size_t i, char16_t c) const {
  return i < size() && words_.is_sign(marks_[i].first, c);
}

std::optional<int> marked_text::digits(std::size_t i) const {
  if (i >= size() || marks_[i].count != 1 || !words_.is_number(marks_[i].first))
    return std::nullopt;
  return words_[marks_[i].first].value;
}

std::size_t marked_text::digit_count(std::size_t i) const {
  return digits(i) ? words_[marks_[i].first].length : 0;
}

std::optional<int> marked_text::number(std::size_t i) const {
  const auto* spoken = find(i, tag::number);
  return spoken != nullptr && !spoken->is_weak ? spoken->value : digits(i);
}

std::optional<int> marked_text::count(std::size_t i) const {
  const auto written = digits(i);
  return written ? written : value(i, tag::number);
}

bool marked_text::is_glued(std::size_t i) const {
  return i < size() && words_[marks_[i].first].glued;
}

bool marked_text::is_unknown(std::size_t i) const {
  return i < size() && marks_[i].meanings.empty() && !marks_[i].is_name
         && words_.is_letters(marks_[i].first);
}

} // namespace quickbooking
