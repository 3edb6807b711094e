#pragma once
#include "load/report/run_report.hpp"

#include <string>

namespace quickbooking {

/// The run as one HTML page that needs nothing else: no script, no request, below 500 KB whatever
/// the run's length. With `other`, an earlier run, its curves are drawn beneath and its figures
/// stand beside, with ratios `run / other`.
std::string report_page(const run_report& run, const run_report* other = nullptr);

} // namespace quickbooking
