#include "booking/reading/lexicon/lexicon.hpp"
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

/// Letters per script. Words of a language's tables count only in Latin script, which three of the
/// languages share.
struct script_count {
  std::size_t latin = 0, cyrillic = 0, hebrew = 0;
};

script_count count_scripts(const word_list& words) {
  script_count n;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words.is_letters(i))
      continue;
    const auto kind = script_of(words.text(i));
    (kind == script::cyrillic ? n.cyrillic
     : kind == script::hebrew ? n.hebrew
                              : n.latin)
        += words[i].length;
  }
  return n;
}

/// Letters and signs that only one of the two Iberian languages has.
void add_signs(std::string_view text, scores& sums) {
  constexpr std::string_view spanish[] = {"ñ", "Ñ", "¿", "¡"};
  constexpr std::string_view portuguese[] = {"ã", "Ã", "õ", "Õ", "ç", "Ç", "â", "ê", "ô", "à", "À"};
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

} // namespace

language detect_language(std::string_view text, language otherwise) {
  const word_list words{text};
  const auto letters = count_scripts(words);
  if (letters.cyrillic > 0 && letters.cyrillic >= std::max(letters.latin, letters.hebrew))
    return language::ru;
  if (letters.hebrew > 0 && letters.hebrew >= letters.latin)
    return language::he;
  scores sums{};
  add_words(words, sums);
  add_signs(text, sums);
  const auto best = std::max_element(sums.begin(), sums.end());
  if (*best == 0 || std::count(sums.begin(), sums.end(), *best) > 1)
    return otherwise;
  return all_languages[static_cast<std::size_t>(best - sums.begin())];
}

} // namespace quickbooking
