#include "booking/reading/services.hpp"

#include "booking/reading/spelling.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// How a service is named in a text.
struct mention {
  const service* what = nullptr;
  int score = 0;
  std::vector<std::size_t> marks;
};

bool is_said(std::u16string_view said, std::u16string_view name, bool is_known) {
  if (is_form_of(said, name) || (!is_known && is_typo_of(said, name)))
    return true;
  const auto prefixed = script_of(said) == script::hebrew && said.size() > 3;
  return prefixed && said.substr(1) == name;
}

/// "cabelo" in "pintar o cabelo" says nothing of a haircut.
bool speaks_of_another(const mark& x, category kind) {
  const auto is_service = [](const meaning& m) { return m.what == tag::service; };
  const auto is_other = [&](const meaning& m) { return m.value != static_cast<int>(kind); };
  return x.count > 1 && !x.meanings.empty()
         && std::all_of(x.meanings.begin(), x.meanings.end(), is_service)
         && std::all_of(x.meanings.begin(), x.meanings.end(), is_other);
}

/// The mark that says this word of a name; `text.size()` if none does.
std::size_t find_word(const marked_text& text, category kind, std::u16string_view name) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto& x = text[i];
    const auto known = !x.meanings.empty() && !text.has(i, tag::service);
    for (auto k = x.first; k < x.first + x.count && !x.is_name && !speaks_of_another(x, kind); ++k)
      if (text.words().is_letters(k) && is_said(text.words().text(k), name, known))
        return i;
  }
  return text.size();
}

/// Words too short to tell one name from another: "de", "со".
std::vector<std::u16string> telling_words(const std::string& name) {
  auto words = folded_words(name);
  if (words.size() > 1)
    std::erase_if(words, [](const auto& x) { return x.size() < 3; });
  return words;
}

void consider(const marked_text& text, const service& what, const std::string& name,
              mention& best) {
  const auto words = telling_words(name);
  mention x{&what, 0, {}};
  std::size_t hits = 0;
  auto is_telling = false;
  for (const auto& word : words)
    if (const auto i = find_word(text, what.kind, word); i < text.size()) {
      ++hits;
      x.marks.push_back(i);
      is_telling = is_telling || text.is_unknown(i) || text.has(i, tag::service);
    }
  const auto is_whole = hits > 0 && hits == words.size();
  if (!is_whole && (!is_telling || 2 * hits < words.size()))
    return;
  x.score = static_cast<int>(4 * hits) + (is_whole ? 2 : 0);
  if (x.score > best.score)
    best = std::move(x);
}

/// Adds the usual words for the service's category.
void consider_category(const marked_text& text, const service& what, mention& best) {
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const auto& x : text[i].meanings)
      if (x.what == tag::service && x.value == static_cast<int>(what.kind)) {
        best.what = &what;
        best.score += best.score == 0 ? 1 : 0;
        best.marks.push_back(i);
      }
}

mention find_mention(const marked_text& text, const service& what) {
  mention best;
  consider(text, what, what.name, best);
  for (const auto& [lang, name] : what.names)
    consider(text, what, name, best);
  for (const auto& alias : what.aliases)
    consider(text, what, alias, best);
  consider_category(text, what, best);
  std::sort(best.marks.begin(), best.marks.end());
  return best;
}

bool overlap(const mention& a, const mention& b) {
  return std::any_of(a.marks.begin(), a.marks.end(), [&](std::size_t i) {
    return std::find(b.marks.begin(), b.marks.end(), i) != b.marks.end();
  });
}

/// Drops mentions of words that another service claims with a better score.
std::vector<mention> without_weaker(const std::vector<mention>& all) {
  std::vector<mention> result;
  for (const auto& x : all) {
    const auto beaten
        = [&](const mention& other) { return other.score > x.score && overlap(x, other); };
    if (std::none_of(all.begin(), all.end(), beaten))
      result.push_back(x);
  }
  return result;
}

} // namespace

std::vector<const service*> find_services(const marked_text& text, const salon& where) {
  std::vector<mention> all;
  for (const auto& what : where.services)
    if (what.active)
      if (auto x = find_mention(text, what); x.what != nullptr)
        all.push_back(std::move(x));
  all = without_weaker(all);
  std::stable_sort(all.begin(), all.end(), [](const mention& a, const mention& b) {
    return a.marks.front() < b.marks.front();
  });
  std::vector<const service*> result;
  for (const auto& x : all)
    result.push_back(x.what);
  return result;
}

} // namespace quickbooking
