#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace quickbooking {

/// Reads `250ms`, `20s`, `1.5m`, `2h` and sums as `1m30s`; nothing for other texts and for more
/// than 100 hours.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

} // namespace quickbooking
