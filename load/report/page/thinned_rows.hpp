#pragma once

#include "load/report/run_report.hpp"

#include <vector>

namespace quickbooking {

/// How many of `rows` rows are joined to one so that there are at most `most`, which is at least 1.
std::size_t group_size(std::size_t rows, std::size_t most);

/// The rows, joined in equal groups so that there are at most `most`: means of rates and customers,
/// the highest of p50, p99 and max, sums of errors; the elapsed time and Redis' state of the
/// group's last row.
std::vector<second_row> thinned(const std::vector<second_row>& rows, std::size_t most);

} // namespace quickbooking
