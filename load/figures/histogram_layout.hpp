#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace quickbooking::histogram_layout {

// HdrHistogram's layout for values from 1 to 3.6e9 (microseconds of an hour) at three significant
// digits. Bucket b holds 2,048 sub-buckets of width 2^b; the lower half of every bucket but the
// first is covered by the bucket before it, so only 1,024 counters are kept for each.

constexpr std::int64_t lowest_value = 1;
constexpr std::int64_t highest_value = 3'600'000'000;
constexpr int sub_bucket_bits = 11; // 2,048: the power of two that is at least 2 * 10^3
constexpr std::size_t sub_bucket_count = std::size_t{1} << sub_bucket_bits;
constexpr std::size_t half_count = sub_bucket_count / 2;
constexpr int bucket_count = std::bit_width(std::uint64_t{highest_value}) - sub_bucket_bits + 1;
constexpr std::size_t counter_count = (bucket_count + 1) * half_count;

/// The counter of `value`, which is 0..`highest_value`.
constexpr std::size_t index_of(std::uint64_t value) {
  const int bucket = std::bit_width(value | (sub_bucket_count - 1)) - sub_bucket_bits;
  return static_cast<std::size_t>(bucket) * half_count + static_cast<std::size_t>(value >> bucket);
}

/// The lowest value that counter `index` counts.
constexpr std::uint64_t lowest_of(std::size_t index) {
  if (index < sub_bucket_count)
    return index;
  const auto bucket = index / half_count - 1;
  return std::uint64_t{index - bucket * half_count} << bucket;
}

/// The highest value that counter `index` counts.
constexpr std::uint64_t highest_of(std::size_t index) { return lowest_of(index + 1) - 1; }

} // namespace quickbooking::histogram_layout
