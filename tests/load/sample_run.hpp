#pragma once

#include "load/report/run_report.hpp"

#include <cstdint>

namespace quickbooking {

/// What a made-up run is like.
struct sample_settings {
  std::uint64_t seed = 1;
  int seconds = 300;
  double slowness = 1;     ///< times the usual latencies
  bool redis_fails = true; ///< from 40 % to 50 % of the run
};

/// A run as a load tool could have made it: 200 messages a second after a ramp of a tenth of the
/// time, about 4 ms to a reply; with a fault, all is slower for a while, and some messages fail. A
/// threshold of 250 ms for p99 is then exceeded.
run_report sample_run(const sample_settings& settings = {});

} // namespace quickbooking
