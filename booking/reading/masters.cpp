#include "booking/reading/masters.hpp"

#include "booking/reading/spelling.hpp"
#include "booking/reading/transliteration.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// How sure it is that a word is a word of a name.
enum class likeness : std::uint8_t { none, typo, sound, same };

/// "Сарой" without its case ending sounds like "Sarah" without its last vowel.
bool sounds_like_case_of(std::u16string_view said, std::u16string_view sound) {
  constexpr std::size_t shortest = 3;
  const auto last = sound.find_last_not_of(u"aeiou");
  const auto stem = sound.substr(0, std::max(last + 1, shortest));
  for (auto n = std::max(shortest, said.size() - std::min<std::size_t>(said.size(), 3));
       n <= said.size(); ++n)
    if (sound_of(said.substr(0, n)) == stem
        && is_form_of(said, std::u16string{said.substr(0, n)} + u"а"))
      return true;
  return false;
}

bool sounds_alike(std::u16string_view said, std::u16string_view name) {
  const auto a = script_of(said), b = script_of(name);
  const auto said_sound = sound_of(said), name_sound = sound_of(name);
  if (a == script::hebrew)
    return b != script::hebrew && can_spell(said, name_sound);
  if (b == script::hebrew)
    return can_spell(name, said_sound);
  if (said_sound.size() < 3 || name_sound.size() < 3)
    return false;
  return said_sound == name_sound
         || (a == script::cyrillic && b == script::latin && sounds_like_case_of(said, name_sound));
}

/// `is_known`: the word means something else in a language, so that only the exact name counts.
likeness compare(std::u16string_view said, std::u16string_view name, bool is_known) {
  if (is_form_of(said, name))
    return likeness::same;
  if (is_known)
    return likeness::none;
  if (is_typo_of(said, name))
    return likeness::typo;
  return sounds_alike(said, name) ? likeness::sound : likeness::none;
}

/// Hebrew joins "to", "and", "with" to a name.
likeness compare_with_prefix(std::u16string_view said, std::u16string_view name, bool is_known) {
  const auto whole = compare(said, name, is_known);
  const auto has_prefix
      = script_of(said) == script::hebrew && said.size() > 2
        && std::u16string_view{u"לושבמה"}.find(said[0]) != std::u16string_view::npos;
  return whole == likeness::none && has_prefix ? compare(said.substr(1), name, is_known) : whole;
}

bool is_after_with(const word_list& words, std::size_t i) {
  spellings found;
  if (i == 0 || !words.is_letters(i - 1))
    return false;
  lexicon::get().find_spellings(words.text(i - 1), found);
  const spellings line[] = {found};
  for (const auto& x : lexicon::get().find(line, 0).meanings)
    if (x.what == tag::with)
      return true;
  return false;
}

/// What is known of a text's word before names are looked for.
struct candidate {
  std::size_t index;
  bool is_known; ///< a word of the tables: "May", "Will"
};

std::vector<candidate> candidates(const word_list& words) {
  std::vector<candidate> result;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_letters(i) || words[i].length < 2)
      continue;
    const auto known = lexicon::get().languages_of(words.text(i)) != 0;
    const auto capital = words[i].capital && i > 0 && !words.is_shouted();
    if (!known || capital || is_after_with(words, i))
      result.push_back({i, known});
  }
  return result;
}

struct found_name {
  const master* who = nullptr;
  int score = 0; ///< more and surer words of the name
  std::vector<std::size_t> words;
};

/// The best use of one word of a name.
void add_best(const word_list& words, const std::vector<candidate>& among, std::u16string_view name,
              found_name& sofar) {
  auto best = likeness::none;
  auto at = std::size_t{0};
  for (const auto& x : among)
    if (const auto like = compare_with_prefix(words.text(x.index), name, x.is_known); like > best) {
      best = like;
      at = x.index;
    }
  if (best == likeness::none)
    return;
  sofar.score += 4 + static_cast<int>(best);
  sofar.words.push_back(at);
}

void consider(const word_list& words, const std::vector<candidate>& among, const master& who,
              const std::string& name, std::vector<found_name>& found) {
  found_name x{&who, 0, {}};
  for (const auto& part : folded_words(name))
    if (part.size() > 1)
      add_best(words, among, part, x);
  if (x.score > 0)
    found.push_back(std::move(x));
}

} // namespace

master_mention find_master(const word_list& words, const salon& where) {
  const auto among = candidates(words);
  std::vector<found_name> found;
  for (const auto& who : where.masters) {
    if (!who.active || among.empty())
      continue;
    consider(words, among, who, who.name, found);
    for (const auto& alias : who.aliases)
      consider(words, among, who, alias, found);
  }
  master_mention result{nullptr, std::vector<bool>(words.size())};
  auto best = 0;
  for (const auto& x : found)
    best = std::max(best, x.score);
  auto several = false;
  for (const auto& x : found)
    if (x.score == best) {
      several = several || (result.who != nullptr && result.who != x.who);
      result.who = x.who;
      for (const auto i : x.words)
        result.name_words[i] = true;
    }
  if (several)
    result.who = nullptr;
  return result;
}

bool names_unknown_master(const marked_text& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!text.has(i, tag::with))
      continue;
    auto j = i + 1;
    while (text.has(j, tag::stylist) || text.has(j, tag::day_intro) || text.is_sign(j, u'/'))
      ++j;
    if (!text.is_unknown(j) || text.words()[text[j].first].length < 2)
      continue;
    const auto* with = text.find(i, tag::with);
    const auto is_capital = text.words()[text[j].first].capital && !text.words().is_shouted();
    if (is_capital || (with->lang == language::he && !with->is_weak))
      return true;
  }
  return false;
}

} // namespace quickbooking
