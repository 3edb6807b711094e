#include "booking/reading/names/masters.hpp"

#include "booking/reading/names/spelling.hpp"
#include "booking/reading/names/transliteration.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// How sure it is that a word is a word of a name.
enum class likeness : std::uint8_t { none, typo, sound, same };

/// A word of the text that may be a name.
struct candidate {
  std::size_t index;
  bool is_known; ///< a word of the tables ("May", "Will"): only the exact name counts
  std::u16string_view text;
  std::u16string sound;
};

/// "Сарой" without its case ending sounds like "Sarah" without its last vowels.
bool sounds_like_case_of(const candidate& said, std::u16string_view sound) {
  constexpr std::size_t shortest = 3, longest_ending = 3;
  if (said.sound.substr(0, 2) != sound.substr(0, 2))
    return false;
  const auto stem = sound.substr(0, std::max(sound.find_last_not_of(u"aeiou") + 1, shortest));
  const auto from = said.text.size() - std::min(said.text.size(), longest_ending);
  for (auto n = std::max(shortest, from); n <= said.text.size(); ++n)
    if (is_case_ending(said.text.substr(n)) && sound_of(said.text.substr(0, n)) == stem)
      return true;
  return false;
}

bool sounds_alike(const candidate& said, std::u16string_view name, std::u16string_view sound) {
  const auto a = script_of(said.text), b = script_of(name);
  if (a == script::hebrew)
    return b != script::hebrew && can_spell(said.text, sound);
  if (b == script::hebrew)
    return can_spell(name, said.sound);
  if (said.sound.size() < 3 || sound.size() < 3)
    return false;
  return said.sound == sound
         || (a == script::cyrillic && b == script::latin && sounds_like_case_of(said, sound));
}

likeness compare(const candidate& said, std::u16string_view name, std::u16string_view sound) {
  if (is_form_of(said.text, name))
    return likeness::same;
  if (said.is_known)
    return likeness::none;
  if (is_typo_of(said.text, name))
    return likeness::typo;
  return sounds_alike(said, name, sound) ? likeness::sound : likeness::none;
}

bool is_after_with(const word_list& words, std::size_t i) {
  if (i == 0 || !words.is_letters(i - 1))
    return false;
  spellings found;
  lexicon::get().find_spellings(words.text(i - 1), found);
  const spellings line[] = {found};
  const auto hit = lexicon::get().find(line, 0);
  return std::any_of(hit.meanings.begin(), hit.meanings.end(),
                     [](const meaning& x) { return x.what == tag::with; });
}

/// Hebrew joins "to", "and", "with" to a name: both readings are tried.
void add(std::vector<candidate>& among, std::size_t i, bool is_known, std::u16string_view text) {
  constexpr std::u16string_view prefixes = u"לושבמה";
  among.push_back({i, is_known, text, sound_of(text)});
  if (script_of(text) == script::hebrew && text.size() > 2
      && prefixes.find(text.front()) != std::u16string_view::npos)
    among.push_back({i, is_known, text.substr(1), {}});
}

std::vector<candidate> candidates(const word_list& words) {
  std::vector<candidate> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_letters(i) || words[i].length < 2)
      continue;
    const auto known = lexicon::get().knows(words.text(i));
    const auto capital = words[i].capital && i > 0 && !words.is_shouted();
    if (!known || capital || is_after_with(words, i))
      add(result, i, known, words.text(i));
  }
  return result;
}

/// Where a word of a name is said, and how surely.
struct use {
  likeness like = likeness::none;
  std::size_t word = 0;
};

std::vector<use> find_uses(const std::vector<candidate>& among, const name_index& masters) {
  std::vector<use> result(masters.words.size());
  for (const auto& x : among)
    for (std::size_t k = 0; k < result.size(); ++k)
      if (const auto like = compare(x, masters.words[k], masters.sounds[k]); like > result[k].like)
        result[k] = {like, x.index};
  return result;
}

/// More words of a name count more than surer ones.
int score(const indexed_name& name, const std::vector<use>& uses) {
  auto sum = 0;
  for (const auto k : name.words)
    sum += uses[k].like == likeness::none ? 0 : 4 + static_cast<int>(uses[k].like);
  return sum;
}

/// True if mark `j` can be the name of somebody with whom (`with`) an appointment is wanted.
bool can_be_name(const marked_text& text, const meaning& with, std::size_t j) {
  if (!text.is_unknown(j) || text.words()[text[j].first].length < 2)
    return false;
  const auto is_capital = text.words()[text[j].first].capital && !text.words().is_shouted();
  return is_capital || (with.lang == language::he && !with.is_weak);
}

} // namespace

master_mention find_master(const word_list& words, const name_index& masters) {
  master_mention result{std::nullopt, std::vector<bool>(words.size())};
  const auto uses = find_uses(candidates(words), masters);
  auto best = 0;
  for (const auto& name : masters.names)
    best = std::max(best, score(name, uses));
  auto is_clear = best > 0;
  for (const auto& name : masters.names) {
    if (best == 0 || score(name, uses) != best)
      continue;
    is_clear = is_clear && (!result.who || result.who == name.owner);
    result.who = name.owner;
    for (const auto k : name.words)
      if (uses[k].like != likeness::none)
        result.name_words[uses[k].word] = true;
  }
  if (!is_clear)
    result.who.reset();
  return result;
}

bool names_unknown_master(const marked_text& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto* with = text.find(i, tag::with);
    auto j = i + 1;
    while (text.has(j, tag::stylist) || text.has(j, tag::day_intro) || text.is_sign(j, u'/'))
      ++j;
    if (with != nullptr && can_be_name(text, *with, j))
      return true;
  }
  return false;
}

} // namespace quickbooking
