#pragma once

#include "booking/catalog/salon.hpp"
#include "booking/reading/marks.hpp"
#include "booking/reading/names/names.hpp"

#include <vector>

namespace quickbooking {

/// The active services that the text names, in order of mention: by name, translation, alias or a
/// usual word for their category. Where a word fits several equally ("haircut" where there are one
/// for women and one for men) all of them are given.
std::vector<const service*> find_services(const marked_text& text, const salon& where,
                                          const name_index& services);

} // namespace quickbooking
