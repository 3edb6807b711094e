#include "embedding/service_figures.hpp"

#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace quickbooking {

namespace {

using labels = std::vector<std::pair<std::string, std::string>>;

labels to_labels(const prometheus::ClientMetric& x) {
  labels out;
  for (auto& label : x.label)
    out.emplace_back(label.name, label.value);
  return out;
}

void add_histogram(std::vector<metric>& out, const std::string& name,
                   const prometheus::ClientMetric& x) {
  const auto by = to_labels(x);
  for (auto& bucket : x.histogram.bucket) {
    auto of_bucket = by;
    of_bucket.emplace_back(
        "le", std::isinf(bucket.upper_bound) ? "+Inf" : fmt::format("{}", bucket.upper_bound));
    out.push_back({name + "_bucket", std::move(of_bucket), metric_kind::counter,
                   static_cast<double>(bucket.cumulative_count)});
  }
  out.push_back({name + "_sum", by, metric_kind::counter, x.histogram.sample_sum});
  out.push_back(
      {name + "_count", by, metric_kind::counter, static_cast<double>(x.histogram.sample_count)});
}

void add(std::vector<metric>& out, const prometheus::MetricFamily& family,
         const prometheus::ClientMetric& x) {
  using type = prometheus::MetricType;
  if (family.type == type::Histogram)
    return add_histogram(out, family.name, x);
  if (family.type == type::Counter)
    out.push_back({family.name, to_labels(x), metric_kind::counter, x.counter.value});
  else
    out.push_back({family.name, to_labels(x), metric_kind::gauge, x.gauge.value});
}

struct reporter {
  std::shared_ptr<metrics_sink> sink;
  std::chrono::milliseconds interval;
  std::function<std::vector<metric>()> collect;
  log_ptr log;
};

caf::behavior report(caf::event_based_actor* self, const reporter& what) {
  log_failures(*self, what.log);
  self->delayed_send(self, what.interval, tick_now{});
  return {[=](tick_now) {
    what.sink->take(what.collect());
    self->delayed_send(self, what.interval, tick_now{});
  }};
}

} // namespace

std::vector<metric> to_metrics(const std::vector<prometheus::MetricFamily>& families) {
  std::vector<metric> out;
  for (auto& family : families)
    for (auto& x : family.metric)
      add(out, family, x);
  std::ranges::stable_sort(out, {}, &metric::name);
  return out;
}

caf::actor spawn_metrics_reporter(caf::actor_system& system, std::shared_ptr<metrics_sink> sink,
                                  std::chrono::milliseconds interval,
                                  std::function<std::vector<metric>()> collect, log_ptr log) {
  return system.spawn(report,
                      reporter{std::move(sink), interval, std::move(collect), std::move(log)});
}

} // namespace quickbooking
