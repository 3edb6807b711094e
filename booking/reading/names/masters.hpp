#pragma once

#include "booking/reading/marks.hpp"
#include "booking/reading/names/names.hpp"
#include "booking/reading/words.hpp"

#include <optional>
#include <vector>

namespace quickbooking {

/// A master named in a text.
struct master_mention {
  std::optional<std::size_t> who; ///< index; nothing if none is named, or several could be meant
  std::vector<bool> name_words;   ///< which words of the text are (parts of) masters' names
};

/// Finds the salon's master whom the text names, by name or alias, in any case form, with typos,
/// and in another script than the catalog's ("Сарой", "שרה" for Sarah).
master_mention find_master(const word_list& words, const name_index& masters);

/// True if the text wants somebody ("with Bob") whom `find_master` did not find.
bool names_unknown_master(const marked_text& text);

} // namespace quickbooking
