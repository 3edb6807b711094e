#pragma once

#include "booking/reading/marks.hpp"

#include <cstddef>

namespace quickbooking {

/// The number of marks from `i` on that hold figures which are no date and no time: a phone number,
/// a price, a head count, a duration, "24/7". 0 if there are none.
std::size_t noise_at(const marked_text& text, std::size_t i);

} // namespace quickbooking
