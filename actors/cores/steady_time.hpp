#pragma once

#include <chrono>

namespace quickbooking {

/// The clock of time-outs, back-offs and rates: never set back, unlike an `instant`. Cores take it
/// as an argument.
using steady_time = std::chrono::steady_clock::time_point;

} // namespace quickbooking
