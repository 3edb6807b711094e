#pragma once

#include "load/figures/histogram.hpp"
#include "messages/failure.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// HdrHistogram's V2 encoding, compressed, in base64: what .hlog files hold.
std::string encode_histogram(const histogram& x);

/// Reads what `encode_histogram` and HdrHistogram's own libraries write, if it is in units of 1 and
/// has three significant digits. The counters come back as they were, the smallest and the largest
/// value within the histogram's resolution. Errors: `malformed_histogram`.
result<histogram> decode_histogram(std::string_view text);

} // namespace quickbooking
