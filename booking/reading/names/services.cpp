#include "booking/reading/names/services.hpp"

#include "booking/reading/names/spelling.hpp"

#include <algorithm>
#include <limits>

namespace quickbooking {

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// How a service is named in a text.
struct mention {
  const service* what = nullptr;
  int score = 0;
  std::vector<std::size_t> marks;
};

using uses = std::vector<std::vector<std::size_t>>; ///< per word of the index: marks

struct by_first_letter {
  bool operator()(const std::u16string& x, char16_t c) const { return x.empty() || x.front() < c; }
  bool operator()(char16_t c, const std::u16string& x) const { return !x.empty() && c < x.front(); }
};

/// Notes the mark for every name word that `said` is a form or a typo of.
void note(std::u16string_view said, std::size_t at, bool is_known, const name_index& names,
          uses& found) {
  const auto [from, to]
      = std::equal_range(names.words.begin(), names.words.end(), said.front(), by_first_letter{});
  for (auto i = from; i != to; ++i)
    if (is_form_of(said, *i) || (!is_known && is_typo_of(said, *i)))
      found[static_cast<std::size_t>(i - names.words.begin())].push_back(at);
}

uses find_uses(const marked_text& text, const name_index& names) {
  uses found(names.words.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto known = !text[i].meanings.empty() && !text.has(i, tag::service);
    for (auto k = text[i].first; k < text[i].first + text[i].count; ++k) {
      if (text[i].is_name || !text.words().is_letters(k))
        continue;
      const auto said = text.words().text(k);
      note(said, i, known, names, found);
      if (script_of(said) == script::hebrew && said.size() > 3)
        note(said.substr(1), i, true, names, found);
    }
  }
  return found;
}

/// "cabelo" in "pintar o cabelo" says nothing of a haircut.
bool speaks_of_another(const marked_text& text, std::size_t i, category kind) {
  const auto& x = text[i];
  const auto is_other = [&](const meaning& m) {
    return m.what == tag::service && m.value != static_cast<int>(kind);
  };
  return x.count > 1 && std::all_of(x.meanings.begin(), x.meanings.end(), is_other);
}

std::size_t first_use(const marked_text& text, const std::vector<std::size_t>& marks,
                      category kind) {
  for (const auto i : marks)
    if (!speaks_of_another(text, i, kind))
      return i;
  return nowhere;
}

void consider(const marked_text& text, const indexed_name& name, const uses& found,
              const service& what, mention& best) {
  mention x{&what, 0, {}};
  auto is_telling = false;
  for (const auto k : name.words) {
    const auto i = first_use(text, found[k], what.kind);
    if (i == nowhere)
      continue;
    x.marks.push_back(i);
    is_telling = is_telling || text.is_unknown(i) || text.has(i, tag::service);
  }
  const auto is_whole = x.marks.size() == name.words.size();
  if (x.marks.empty() || (!is_whole && (!is_telling || 2 * x.marks.size() < name.words.size())))
    return;
  x.score = static_cast<int>(4 * x.marks.size()) + (is_whole ? 2 : 0);
  if (x.score > best.score)
    best = std::move(x);
}

/// "pé" is a pedicure only where other services are spoken of.
bool is_meant(const marked_text& text, std::size_t i, const meaning& x) {
  for (std::size_t k = 0; x.is_weak && k < text.size(); ++k)
    if (k != i && text.has(k, tag::service))
      return true;
  return !x.is_weak;
}

/// Adds the usual words for the service's category.
void consider_category(const marked_text& text, const service& what, mention& best) {
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const auto& x : text[i].meanings)
      if (x.what == tag::service && x.value == static_cast<int>(what.kind)
          && is_meant(text, i, x)) {
        best.what = &what;
        best.score = std::max(best.score, 1);
        best.marks.push_back(i);
      }
}

std::vector<mention> find_mentions(const marked_text& text, const salon& where,
                                   const name_index& services) {
  std::vector<mention> all(where.services.size());
  const auto found = find_uses(text, services);
  for (const auto& name : services.names)
    consider(text, name, found, where.services[name.owner], all[name.owner]);
  for (std::size_t i = 0; i < all.size(); ++i)
    if (where.services[i].active)
      consider_category(text, where.services[i], all[i]);
  std::erase_if(all, [](const mention& x) { return x.what == nullptr; });
  for (auto& x : all)
    std::sort(x.marks.begin(), x.marks.end());
  return all;
}

bool overlap(const mention& a, const mention& b) {
  return std::find_first_of(a.marks.begin(), a.marks.end(), b.marks.begin(), b.marks.end())
         != a.marks.end();
}

/// Drops mentions by words that another service claims with a better score.
std::vector<mention> without_weaker(const std::vector<mention>& all) {
  std::vector<mention> result;
  for (const auto& x : all) {
    const auto beats
        = [&](const mention& other) { return other.score > x.score && overlap(x, other); };
    if (std::none_of(all.begin(), all.end(), beats))
      result.push_back(x);
  }
  return result;
}

} // namespace

std::vector<const service*> find_services(const marked_text& text, const salon& where,
                                          const name_index& services) {
  auto all = without_weaker(find_mentions(text, where, services));
  std::stable_sort(all.begin(), all.end(), [](const mention& a, const mention& b) {
    return a.marks.front() < b.marks.front();
  });
  std::vector<const service*> result;
  std::transform(all.begin(), all.end(), std::back_inserter(result),
                 [](const mention& x) { return x.what; });
  return result;
}

} // namespace quickbooking
