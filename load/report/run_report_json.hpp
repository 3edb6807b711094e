#pragma once

#include "load/report/run_report.hpp"
#include "messages/failure.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// The first member of run.json, `format`; another number is another shape.
constexpr const char* run_report_format = "quickbooking-run/1";

/// The content of run.json: one object, indented. Durations
/// of a run are in milliseconds, latencies in microseconds.
std::string to_json(const run_report& run);

/// Reads what `to_json` writes. Errors: `malformed_json`, or `wrong_run_report` with every field
/// that is wrong, one a line.
result<run_report> parse_run_report(std::string_view text);

} // namespace quickbooking
