#pragma once

#include "load/figures/histogram.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/failure.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

// HdrHistogram's log format 1.3 (.hlog files): a histogram a line, which HdrHistogram's tools in
// many languages read. Values are in microseconds.

/// What happened within a time.
struct log_interval {
  std::string tag; ///< e.g. `reply.intended`: no spaces and no commas; may be empty
  std::chrono::milliseconds start{}; ///< since the log's start
  std::chrono::milliseconds length{};
  histogram values;
};

/// The lines that begin a log.
std::string log_header(instant start);

/// One line, with its '\n'.
std::string log_line(const log_interval& x);

/// Reads a log: what `log_header` and `log_line` write, and what HdrHistogram's own writers do if
/// their histograms have our range and digits. Errors: `malformed_log`, with the line's number.
result<std::vector<log_interval>> parse_log(std::string_view text);

} // namespace quickbooking
