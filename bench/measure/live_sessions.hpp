#pragma once

#include "bench/measure/half_load.hpp"

namespace quickbooking {

/// A node with so many sessions; see `measure_live_sessions`.
struct live_sessions_row {
  std::uint64_t sessions = 0;
  double seconds_to_fill = 0;
  double bytes_per_session = 0;   ///< of the node's own memory, state included, when all rest
  double bytes_when_filled = 0;   ///< the same just after the last text
  latency_row half_load;          ///< by customers whose sessions are in memory
  double idle_resident_bytes = 0; ///< of a node that has just started, the sessions in Redis
  double cold_ms = 0;             ///< median of first messages, the session only in Redis
  double warm_ms = 0;             ///< median of the same message once more
  std::uint64_t pairs = 0;
  std::uint64_t errors = 0;
  std::string first_problem;
};

/// Which of it is wanted; what it needs is done in any case.
struct live_sessions_parts {
  bool latency = true;
  bool cold_start = true;
};

/// For each number of sessions a node: fills it by one text of each customer, measures its memory,
/// the latency at half load (all nodes in turns) and, after a restart with all sessions in Redis,
/// cold starts beside warm transitions.
std::vector<live_sessions_row> measure_live_sessions(const maximum_rate& maximum,
                                                     live_sessions_parts parts,
                                                     const bench_settings& settings);

} // namespace quickbooking
