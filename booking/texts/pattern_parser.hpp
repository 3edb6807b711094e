#pragma once

#include "booking/texts/pattern.hpp"

#include <string_view>
#include <vector>

namespace quickbooking {

/// Parses MessageFormat syntax; throws `std::invalid_argument` naming what is wrong.
std::vector<pattern_node> parse_pattern(std::string_view source);

} // namespace quickbooking
