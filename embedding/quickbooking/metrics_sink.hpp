#pragma once

#include <quickbooking/export.hpp>

#include <string>
#include <utility>
#include <vector>

/// @file
/// How a host collects figures.

namespace quickbooking {

/// How a figure is read.
enum class metric_kind {
  counter, ///< only grows; also the `_count`, `_sum` and `_bucket` of a histogram
  gauge
};

/// One figure as it stands. Names and labels are those of `/metrics` (docs/operating.md).
struct metric {
  std::string name;
  std::vector<std::pair<std::string, std::string>> labels;
  metric_kind kind = metric_kind::counter;
  double value = 0;
};

/// Where a host collects figures.
class QUICKBOOKING_EXPORT metrics_sink {
public:
  virtual ~metrics_sink();

  /// All figures of one moment, by name. Called by a thread of the actor system, one call at a time
  /// for each service.
  virtual void take(const std::vector<metric>& all) = 0;
};

} // namespace quickbooking
