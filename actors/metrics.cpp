#include "actors/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace quickbooking {

namespace {

const prometheus::Histogram::BucketBoundaries latency_buckets{
    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
    0.05,    0.1,    0.25,    0.5,    1,     2.5,    5,     10};

} // namespace

prometheus::Counter& metrics::counter(const std::string& name, const std::string& help,
                                      const labels& by) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(registry_).Add(by);
}

prometheus::Gauge& metrics::gauge(const std::string& name, const std::string& help,
                                  const labels& by) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(registry_).Add(by);
}

prometheus::Histogram& metrics::latency(const std::string& name, const std::string& help,
                                        const labels& by) {
  return prometheus::BuildHistogram().Name(name).Help(help).Register(registry_).Add(
      by, latency_buckets);
}

std::string metrics::text() const {
  return prometheus::TextSerializer{}.Serialize(registry_.Collect());
}

} // namespace quickbooking
