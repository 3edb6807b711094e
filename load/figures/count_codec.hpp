#pragma once

#include "load/figures/histogram.hpp"
#include "messages/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace quickbooking {

/// The bytes of the longest count: eight of 7 bits and one of 8.
constexpr std::size_t longest_count = 9;

/// A histogram's counters up to the last that is not 0, as HdrHistogram's V2 encoding has them:
/// zigzag LEB128, with -n for n counters of 0.
std::string encode_counts(const histogram& x);

/// Reads what `encode_counts` writes. Errors: `malformed_histogram`.
result<histogram> decode_counts(std::string_view bytes);

} // namespace quickbooking
