#pragma once
#include "load/figures/histogram.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace quickbooking {

/// A few words on the latencies of one second.
struct brief_latency {
  std::chrono::microseconds p50{};
  std::chrono::microseconds p99{};
  std::chrono::microseconds max{};

  friend bool operator==(const brief_latency&, const brief_latency&) = default;
};

/// All zero for an empty histogram.
brief_latency brief(const histogram& x);

/// A point of a distribution: `percent` of the values do not exceed `value`, `beyond` values do.
struct percentile_point {
  double percent = 0;
  std::chrono::microseconds value{};
  std::uint64_t beyond = 0;

  friend bool operator==(const percentile_point&, const percentile_point&) = default;
};

/// The percentiles that every output names, in this order.
constexpr std::array named_percentiles{50.0, 90.0, 99.0, 99.9, 99.99};

/// A curve's highest number of points: enough for 8 million values.
constexpr std::size_t longest_curve = 120;

/// What is told of a distribution.
struct latency_figures {
  std::uint64_t count = 0;
  std::chrono::microseconds min{};
  std::chrono::microseconds max{};
  double mean = 0; ///< microseconds
  /// One for each of `named_percentiles`.
  std::array<percentile_point, named_percentiles.size()> percentiles{};
  /// The distribution for a chart: ascending, dense towards 100 %; the last point is the maximum.
  std::vector<percentile_point> curve;

  friend bool operator==(const latency_figures&, const latency_figures&) = default;
};

latency_figures figures_of(const histogram& x);

/// The two clocks of a request. From the intended time: what a customer feels, with the time that
/// the message could not be sent (no coordinated omission). Service time: from the time of sending.
struct latency_pair {
  latency_figures intended;
  latency_figures service;

  friend bool operator==(const latency_pair&, const latency_pair&) = default;
};

} // namespace quickbooking
