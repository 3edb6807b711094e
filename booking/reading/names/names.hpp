#pragma once

#include "booking/catalog/salon.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// One name of a service or a master.
struct indexed_name {
  std::size_t owner;              ///< index in the salon's list
  std::vector<std::size_t> words; ///< into `name_index::words`
};

/// Names cut into folded words, each word kept once.
struct name_index {
  std::vector<std::u16string> words;  ///< sorted
  std::vector<std::u16string> sounds; ///< how each word sounds, see sound_of
  std::vector<indexed_name> names;    ///< of what is active only
};

/// The names by which a salon's services and masters are known. Holds no pointers into the salon.
struct salon_names {
  name_index services; ///< names, translations, aliases
  name_index masters;  ///< names, aliases
};

/// The index of a salon's names. Folding them takes longer than reading a text, so each thread
/// remembers the last ones, by their content.
std::shared_ptr<const salon_names> names_of(const salon& where);

} // namespace quickbooking
