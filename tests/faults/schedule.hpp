#pragma once

#include "tests/faults/checker.hpp"
#include "tests/faults/history.hpp"
#include "tests/faults/plan.hpp"

#include <cstdint>
#include <string>

namespace quickbooking::faults {

struct schedule_options {
  std::string node_program;
  plan_options plan;
  check_options check;
};

/// What came of one schedule.
struct schedule_result {
  plan planned;
  run_history history;
  verdict judged;
  int fenced = 0;    ///< writes that Redis refused
  int moved = 0;     ///< sessions that left memory because another node had the customer
  int retrieved = 0; ///< sessions taken into memory from their snapshot
  double p50_ms = 0;
  double p99_ms = 0;
  double max_ms = 0; ///< of all HTTP answers
  double seconds = 0;
  std::string node_log; ///< its last lines
};

/// Plays the schedule of a seed against a real Redis and real nodes, and judges it. Throws
/// std::runtime_error if a part does not come up.
schedule_result run_schedule(std::uint64_t seed, const schedule_options& options);

/// One line: seed and figures.
std::string summary(const schedule_result& x);

/// The findings with the histories of the phones concerned, at most a few of them.
std::string explanation(const schedule_result& x, const std::vector<finding>& findings);

} // namespace quickbooking::faults
