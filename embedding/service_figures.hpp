#pragma once

#include "net/log.hpp"

#include <quickbooking/metrics_sink.hpp>

#include <caf/actor.hpp>
#include <caf/fwd.hpp>
#include <prometheus/metric_family.h>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace quickbooking {

/// A node's figures for a host; a histogram becomes its buckets, its sum and its count.
std::vector<metric> to_metrics(const std::vector<prometheus::MetricFamily>& families);

/// Spawns the actor that gives the figures to `sink` after each interval. Both are
/// called by the actor.
caf::actor spawn_metrics_reporter(caf::actor_system& system, std::shared_ptr<metrics_sink> sink,
                                  std::chrono::milliseconds interval,
                                  std::function<std::vector<metric>()> collect, log_ptr log);

} // namespace quickbooking
