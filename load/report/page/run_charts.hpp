#pragma once

#include "load/report/run_report.hpp"

#include <string>

namespace quickbooking {

/// A curve has at most so many points; longer runs are thinned out.
constexpr std::size_t most_points = 1200;

/// The run's charts over time and its percentile curve, one figure after another. `other` may be
/// null.
std::string run_charts(const run_report& run, const run_report* other);

} // namespace quickbooking
