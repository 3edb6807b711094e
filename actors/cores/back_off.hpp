#pragma once

#include <chrono>

namespace quickbooking {

/// `first * factor^step`, at most `cap`.
std::chrono::milliseconds back_off(std::chrono::milliseconds first, int factor, int step,
                                   std::chrono::milliseconds cap);

/// Stretches a wait by up to a quarter; `jitter` in [0, 1). Keeps orders that failed together from
/// coming back together.
std::chrono::milliseconds stretched(std::chrono::milliseconds wait, double jitter);

} // namespace quickbooking
