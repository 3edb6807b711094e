#pragma once
#include "load/report/run_report.hpp"

#include <cstddef>
#include <string>

namespace quickbooking {

/// The end of a run for people: verdict, figures, thresholds; aligned columns, lines that end with
/// '\n', at most 100 columns unless a name is longer. Control characters in names become '?'.
std::string summary_text(const run_report& run);

/// One second on one line without '\n', at most `width` columns: what matters least (Redis state,
/// customers, p50) is left out first where it does not fit. 0: no limit.
std::string second_line(const second_row& row, std::size_t width = 0);

} // namespace quickbooking
