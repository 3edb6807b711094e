#pragma once

#include <cstddef>
#include <string_view>

namespace quickbooking {

/// True if at most `limit` letters are missing, extra, wrong or swapped with their neighbour
/// (optimal string alignment distance).
bool is_within(std::u16string_view a, std::u16string_view b, std::size_t limit);

/// How many slips of the finger are forgiven in a word of this length: none below five letters,
/// one from five, two from eight.
std::size_t forgiven_slips(std::size_t length);

/// True if `a` is `b` with slips, both starting with the same letter: people hit the first one.
bool is_typo_of(std::u16string_view a, std::u16string_view b);

/// True if Russian nouns and adjectives can end so after their stem.
bool is_case_ending(std::u16string_view tail);

/// True if both folded words are forms of one: cases in Russian, plural in the others.
bool is_form_of(std::u16string_view said, std::u16string_view name);

} // namespace quickbooking
