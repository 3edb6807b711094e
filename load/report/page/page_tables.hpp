#pragma once

#include "load/report/run_report.hpp"

#include <string>

namespace quickbooking {

// The page's tables, each with a caption; empty where there is nothing to tell.

std::string threshold_table(const run_report& run);
std::string latency_table(const run_report& run);
std::string count_table(const run_report& run);
std::string error_table(const run_report& run);
std::string fault_table(const run_report& run);

/// The course of the run in at most 60 rows: what the charts show.
std::string course_table(const run_report& run);

/// Both runs' figures and their ratios.
std::string comparison_table(const run_report& run, const run_report& other);

} // namespace quickbooking
