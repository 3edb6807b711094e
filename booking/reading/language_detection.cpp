#include "booking/reading/lexicon/lexicon.hpp"
#include "booking/reading/marks.hpp"
#include "booking/reading/reader.hpp"
#include "booking/reading/words.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <bit>

namespace quickbooking {

namespace {

using scores = std::array<int, all_languages.size()>;

constexpr int signs_weight = 10;
constexpr int phrase_weight = 6;

/// Letters per script.
struct script_count {
  std::size_t cyrillic = 0, hebrew = 0;
};

script_count count_scripts(const word_list& words) {
  script_count n;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_letters(i))
      continue;
    const auto kind = script_of(words.text(i));
    n.cyrillic += kind == script::cyrillic ? words[i].length : 0;
    n.hebrew += kind == script::hebrew ? words[i].length : 0;
  }
  return n;
}

/// Letters and signs that only one of the two Iberian languages has.
void add_signs(std::string_view text, scores& sums) {
  constexpr std::string_view spanish[] = {"ñ", "Ñ", "¿", "¡"};
  constexpr std::string_view portuguese[]
      = {"ã", "Ã", "õ", "Õ", "ç", "Ç", "â", "ê", "ô", "à", "À", "olá", "Olá"};
  const auto contains = [&](std::string_view x) { return text.find(x) != std::string_view::npos; };
  if (std::any_of(std::begin(spanish), std::end(spanish), contains))
    sums[static_cast<std::size_t>(language::es)] += signs_weight;
  if (std::any_of(std::begin(portuguese), std::end(portuguese), contains))
    sums[static_cast<std::size_t>(language::pt)] += signs_weight;
}

/// A word counts the more, the fewer languages have it.
void add_words(const word_list& words, scores& sums) {
  constexpr int weights[] = {0, 6, 3, 2, 1, 1};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto known = words.is_letters(i) ? lexicon::get().languages_of(words.text(i)) : 0u;
    for (std::size_t k = 0; k < sums.size(); ++k)
      if ((known & (1u << k)) != 0)
        sums[k] += weights[std::popcount(known)];
  }
}

/// "como la última vez" is Spanish, though Portuguese knows all its words.
void add_phrases(const word_list& words, scores& sums) {
  const std::vector<bool> no_names(words.size());
  const marked_text text{words, no_names};
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto known = 0u;
    for (const auto& x : text[i].meanings)
      known |= 1u << static_cast<unsigned>(x.lang);
    if (text[i].count > 1 && std::popcount(known) == 1)
      sums[static_cast<std::size_t>(std::countr_zero(known))] += phrase_weight;
  }
}

} // namespace

/// The script first: who writes any Cyrillic or Hebrew reads it, names of services and masters may
/// be in Latin letters beside it. Then words and phrases, for three languages share the Latin
/// script.
language detect_language(std::string_view text, language otherwise) {
  const word_list words{text};
  const auto letters = count_scripts(words);
  if (letters.cyrillic > 0 && letters.cyrillic >= letters.hebrew)
    return language::ru;
  if (letters.hebrew > 0)
    return language::he;
  scores sums{};
  add_words(words, sums);
  add_phrases(words, sums);
  add_signs(text, sums);
  const auto best = std::max_element(sums.begin(), sums.end());
  if (*best == 0 || std::count(sums.begin(), sums.end(), *best) > 1)
    return otherwise;
  return all_languages[static_cast<std::size_t>(best - sums.begin())];
}

} // namespace quickbooking
