#pragma once

#include "load/report/run_report.hpp"
#include "load/scenario/scenario.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// Holds a run's totals against the limits.
std::vector<threshold> hold_against(const load_limits& limits, const run_totals& totals);

/// `objections`: why the tool's own figures are not to be trusted. They weigh more than a threshold
/// of a latency, but what customers may never see is a failure whoever was slow.
run_verdict judge(const std::vector<threshold>& thresholds, std::vector<std::string> objections,
                  bool cut_short);

} // namespace quickbooking
