#pragma once

#include "bench/measure/settings.hpp"

namespace quickbooking {

struct idle_row {
  double seconds = 0;
  double cpu_percent = 0; ///< of one core
  double resident_bytes = 0;
};

/// A node that has started and has nothing to do.
idle_row measure_idle(const bench_settings& settings);

} // namespace quickbooking
