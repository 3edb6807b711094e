#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>

#include <map>
#include <string>
#include <vector>

namespace quickbooking {

/// The figures of one node for `/metrics`. Families are made once; `count` and friends may be
/// called from any thread. Names follow Prometheus' rules: `quickbooking_<what>_total`, `_seconds`,
/// `_bytes`.
class metrics {
public:
  using labels = std::map<std::string, std::string>;

  /// A counter. Keep the reference in hot paths; it lives as long as this object.
  prometheus::Counter& counter(const std::string& name, const std::string& help,
                               const labels& by = {});

  prometheus::Gauge& gauge(const std::string& name, const std::string& help, const labels& by = {});

  /// Latencies in seconds, buckets from 50 us to 10 s.
  prometheus::Histogram& latency(const std::string& name, const std::string& help,
                                 const labels& by = {});

  /// All figures as they stand.
  std::vector<prometheus::MetricFamily> collect() const { return registry_.Collect(); }

  /// Prometheus' text format.
  std::string text() const;

private:
  prometheus::Registry registry_;
};

} // namespace quickbooking
