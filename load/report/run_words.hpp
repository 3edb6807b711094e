#pragma once

#include "load/report/run_report.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

// What summary and page say of a run in the same words. Not escaped.

/// `PASSED`, `FAILED` or `INVALID`, with `, cut short` if it was.
std::string verdict_words(const run_verdict& x);

/// What that means, in a sentence.
std::string verdict_meaning(const run_verdict& x);

/// What was to be run: names and values, in order.
std::vector<std::pair<std::string, std::string>> setting_words(const run_report& run);

} // namespace quickbooking
