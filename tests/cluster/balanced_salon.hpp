#pragma once

#include "tests/cluster/haproxy_process.hpp"
#include "tests/cluster/reachable_salon.hpp"

namespace quickbooking {

/// Three nodes, WhatsApp, and HAProxy in front.
struct balanced_salon : reachable_salon {
  haproxy_process haproxy{port_numbers()};

  /// Deliveries that this node took since it started.
  double taken_by(std::size_t i) const {
    return metric(cluster.url(i), R"(quickbooking_webhooks_total{result="accepted"})");
  }

  /// True once this node has taken so many more.
  bool takes(std::size_t i, int more) const {
    const auto before = taken_by(i);
    return eventually([&] { return taken_by(i) >= before + more; }, std::chrono::seconds{30});
  }
};

/// One for all tests of a process, since it takes seconds; each leaves it whole.
inline balanced_salon& world() {
  static balanced_salon one;
  return one;
}

} // namespace quickbooking
