#include "booking/reading/lexicon/lexicon.hpp"

#include "booking/reading/lexicon/tables.hpp"
#include "booking/reading/names/spelling.hpp"
#include "booking/reading/words.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

// How sure a spelling is.
constexpr std::uint8_t exact_rank = 0, stem_rank = 1, prefix_rank = 2, emphasis_rank = 3,
                       typo_rank = 4;

constexpr std::size_t shortest_stem = 3;
constexpr std::size_t shortest_forgiven = 5;

/// Meanings in which a typo is worth a guess.
bool forgives_typos(tag what) {
  switch (what) {
  case tag::weekday:
  case tag::month:
  case tag::day_shift:
  case tag::part:
  case tag::anytime:
  case tag::service:
  case tag::thanks:
  case tag::cancel:
    return true;
  default:
    return false;
  }
}

std::uint64_t edge_key(int node, int id) {
  return (static_cast<std::uint64_t>(node) << 32) | static_cast<std::uint32_t>(id);
}

/// Calls `f` with each part of `text` between separators.
template <class F>
void for_each_part(std::string_view text, char separator, F f) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    if (end > 0)
      f(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

template <class F>
void for_each_without_one(std::u16string_view word, F f) {
  std::u16string shorter;
  for (std::size_t i = 0; i < word.size(); ++i) {
    shorter.assign(word.substr(0, i)).append(word.substr(i + 1));
    f(shorter);
  }
}

} // namespace

// -- building ---

const lexicon& lexicon::get() {
  static const lexicon instance;
  return instance;
}

lexicon::lexicon() {
  const std::pair<language, lexicon_table> tables[] = {
      {language::en, english_when_rows()},    {language::en, english_talk_rows()},
      {language::ru, russian_when_rows()},    {language::ru, russian_talk_rows()},
      {language::es, spanish_when_rows()},    {language::es, spanish_talk_rows()},
      {language::pt, portuguese_when_rows()}, {language::pt, portuguese_talk_rows()},
      {language::he, hebrew_when_rows()},     {language::he, hebrew_talk_rows()},
  };
  for (const auto& [lang, rows] : tables)
    for (const auto& row : rows)
      add(lang, row);
}

void lexicon::add(language lang, const lexicon_row& row) {
  for_each_part(row.phrases, '|', [&](std::string_view phrase) {
    const auto weak = phrase.ends_with('~');
    phrase.remove_suffix(weak ? 1 : 0);
    add_phrase({row.what, weak, lang, static_cast<std::int16_t>(row.value)}, phrase);
  });
}

void lexicon::add_phrase(const meaning& what, std::string_view phrase) {
  auto node = 0;
  for_each_part(phrase, ' ', [&](std::string_view piece) {
    node = edge(node, intern(piece, what.lang, forgives_typos(what.what)));
  });
  auto& here = nodes_[static_cast<std::size_t>(node)];
  const auto same = [&](const meaning& x) { return x.what == what.what && x.value == what.value; };
  const auto twin = std::find_if(here.begin(), here.end(), same);
  if (twin == here.end())
    here.push_back(what);
  else
    twin->is_weak = twin->is_weak && what.is_weak;
}

int lexicon::intern(std::string_view piece, language lang, bool forgives) {
  const auto stem = piece.ends_with('*');
  piece.remove_suffix(stem ? 1 : 0);
  const auto text = folded_words(piece).at(0);
  const auto [place, fresh]
      = (stem ? stems_ : exact_).try_emplace(text, static_cast<int>(known_.size()));
  if (fresh)
    known_.push_back({text, 0});
  known_[static_cast<std::size_t>(place->second)].languages |= 1u << static_cast<unsigned>(lang);
  if (forgives && !stem && text.size() >= shortest_forgiven)
    add_slips(text, place->second);
  return place->second;
}

void lexicon::add_slips(const std::u16string& text, int id) {
  const auto add_to = [&](const std::u16string& key) {
    auto& ids = slips_[key];
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
      ids.push_back(id);
  };
  add_to(text);
  for_each_without_one(text, add_to);
}

int lexicon::edge(int node, int id) {
  const auto [place, fresh]
      = edges_.try_emplace(edge_key(node, id), static_cast<int>(nodes_.size()));
  if (fresh)
    nodes_.emplace_back();
  return place->second;
}

// -- reading a word ---

void lexicon::find_spellings(std::u16string_view word, spellings& found) const {
  if (const auto i = exact_.find(word); i != exact_.end())
    found.push_back({i->second, exact_rank, false});
  find_stems(word, stem_rank, false, found);
  if (found.empty() && script_of(word) == script::hebrew)
    find_with_prefix(word, found);
  if (found.empty() && word.size() > 2 && word[word.size() - 1] == word[word.size() - 2])
    if (const auto i = exact_.find(word.substr(0, word.size() - 1)); i != exact_.end())
      found.push_back({i->second, emphasis_rank, false});
  if (found.empty())
    find_typos(word, found);
}

void lexicon::find_stems(std::u16string_view word, std::uint8_t rank, bool prefix,
                         spellings& found) const {
  for (auto n = word.size(); n >= shortest_stem; --n)
    if (const auto i = stems_.find(word.substr(0, n)); i != stems_.end())
      found.push_back({i->second, rank, prefix});
}

/// Hebrew joins "and", "the", "in", "to", "from" to the word, up to three of them.
void lexicon::find_with_prefix(std::u16string_view word, spellings& found) const {
  constexpr std::u16string_view prefixes = u"והבלמשכ";
  auto at = false;
  for (std::size_t n = 1; n < 4 && found.empty() && word.size() >= n + 2; ++n) {
    const auto c = word[n - 1];
    if (prefixes.find(c) == std::u16string_view::npos)
      return;
    at = at || c == u'ב' || c == u'ל';
    if (const auto i = exact_.find(word.substr(n)); i != exact_.end())
      found.push_back({i->second, prefix_rank, at});
    find_stems(word.substr(n), prefix_rank, at, found);
  }
}

void lexicon::find_typos(std::u16string_view word, spellings& found) const {
  if (word.size() < shortest_forgiven || word.size() > 24)
    return;
  const auto take = [&](std::u16string_view key) {
    const auto i = slips_.find(key);
    if (i == slips_.end())
      return;
    for (const auto id : i->second)
      if (is_typo_of(word, known_[static_cast<std::size_t>(id)].text))
        found.push_back({id, typo_rank, false});
  };
  take(word);
  for_each_without_one(word, take);
}

// -- reading a phrase ---

lexicon_hit lexicon::find(std::span<const spellings> words, std::size_t from) const {
  lexicon_hit best;
  auto best_rank = 0u;
  walk(words, from, 0, best, {}, 0, best_rank);
  return best;
}

void lexicon::walk(std::span<const spellings> words, std::size_t at, int node, lexicon_hit& best,
                   lexicon_hit sofar, unsigned rank, unsigned& best_rank) const {
  const auto& here = nodes_[static_cast<std::size_t>(node)];
  if (!here.empty()
      && (sofar.length > best.length || (sofar.length == best.length && rank < best_rank))) {
    best = sofar;
    best.meanings = here;
    best_rank = rank;
  }
  if (at == words.size())
    return;
  for (const auto& x : words[at])
    if (const auto i = edges_.find(edge_key(node, x.id)); i != edges_.end())
      walk(words, at + 1, i->second, best,
           {sofar.length + 1,
            {},
            sofar.has_prefix || x.has_prefix,
            sofar.is_guess || x.rank == typo_rank},
           std::max<unsigned>(rank, x.rank), best_rank);
}

bool lexicon::knows(std::u16string_view word) const {
  spellings found;
  find_spellings(word, found);
  return !found.empty() && found.front().rank <= prefix_rank;
}

unsigned lexicon::languages_of(std::u16string_view word) const {
  spellings found;
  if (const auto i = exact_.find(word); i != exact_.end())
    found.push_back({i->second, exact_rank, false});
  find_stems(word, stem_rank, false, found);
  auto result = 0u;
  for (const auto& x : found)
    result |= known_[static_cast<std::size_t>(x.id)].languages;
  return result;
}

} // namespace quickbooking
