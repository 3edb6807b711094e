#pragma once

#include "actors/metrics.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

inline prometheus::Gauge& degraded_servers(metrics& all) {
  return all.gauge("quickbooking_degraded",
                   "1 while Redis is not used; of a Redis Cluster the shards that are not");
}

/// What is counted of one kind of call to Redis.
struct store_figures {
  explicit store_figures(metrics& all, std::string_view name)
      : ok(calls(all, name, "ok")),
        failed(calls(all, name, "failed")),
        shed(calls(all, name, "shed")),
        seconds(all.latency("quickbooking_redis_seconds", "Wait for an answer of Redis",
                            {{"call", std::string{name}}})) {}

  static prometheus::Counter& calls(metrics& all, std::string_view name, std::string end) {
    return all.counter("quickbooking_redis_calls_total",
                       "Calls to Redis; shed: not made, the breaker was open or too many waited",
                       {{"call", std::string{name}}, {"result", std::move(end)}});
  }

  prometheus::Counter& ok;
  prometheus::Counter& failed;
  prometheus::Counter& shed;
  prometheus::Histogram& seconds;
};

} // namespace quickbooking
