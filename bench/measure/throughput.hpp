#pragma once

#include "bench/measure/settings.hpp"

namespace quickbooking {

/// What one candidate does at its maximum; medians over the rounds.
struct throughput_row {
  candidate_kind kind;
  double per_second = 0;        ///< transitions
  double steps_per_journey = 0; ///< transitions per booking
  double answer_bytes = 0;      ///< mean; tells whether all do the same
  double p50_ms = 0;
  double p99_ms = 0;
  double cpu_per_thousand = 0;        ///< seconds of CPU of its process per 1,000 transitions
  double redis_cpu_per_thousand = 0;  ///< the same of its Redis
  double driver_cpu_per_thousand = 0; ///< the same of ours, taken from the same cores
  std::uint64_t transitions = 0;      ///< of all rounds together
  std::uint64_t errors = 0;
  std::string first_problem;
};

/// Closed loop: whole bookings over `/v1`, one after the other on each connection, by customers who
/// are new. Each round starts each candidate anew, in turns, so that what changes on the machine
/// meets all of them.
std::vector<throughput_row> measure_throughput(const std::vector<candidate_kind>& kinds,
                                               const bench_settings& settings);

} // namespace quickbooking
