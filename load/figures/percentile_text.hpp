#pragma once
#include "load/figures/histogram.hpp"

#include <string>

namespace quickbooking {

/// The percentiles as HdrHistogram prints them (.hgrm files), in milliseconds: public plotters read
/// it. Five lines for each halving of the distance to 100 %.
std::string percentile_text(const histogram& x);

} // namespace quickbooking
