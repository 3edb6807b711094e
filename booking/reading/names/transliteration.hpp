#pragma once

#include <string>
#include <string_view>

namespace quickbooking {

/// How a folded Latin or Cyrillic name sounds, roughly, in Latin letters: "Сара" and "Sarah" are
/// both "sara", "Алекс" and "Alex" both "aleks". Empty for other scripts.
std::u16string sound_of(std::u16string_view name);

/// True if the Hebrew word can be a way to write what sounds so: vowels are mostly left out.
bool can_spell(std::u16string_view hebrew, std::u16string_view sound);

} // namespace quickbooking
