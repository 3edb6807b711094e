#pragma once
#include "load/figures/histogram.hpp"

#include <string>

namespace quickbooking {

/// The percentage that HdrHistogram names after `percent` (below 100): a fifth of the way to half
/// the distance to 100 %.
double next_percent(double percent);

/// The percentiles as HdrHistogram prints them (.hgrm files), in milliseconds: public plotters read
/// it. Five lines for each halving of the distance to 100 %.
std::string percentile_text(const histogram& x);

} // namespace quickbooking
