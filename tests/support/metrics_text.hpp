#pragma once

#include <optional>
#include <string_view>

namespace quickbooking {

/// The value of the line of Prometheus' text that begins with this name and labels; nothing if
/// there is none.
std::optional<double> metric_in(std::string_view text, std::string_view line);

} // namespace quickbooking
