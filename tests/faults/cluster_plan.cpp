#include "tests/faults/cluster_plan.hpp"

#include <algorithm>
#include <array>
#include <random>

namespace quickbooking::faults {

namespace {

using random_engine = std::mt19937_64;

/// Nodes need seconds to find out about each other.
constexpr int slower = 4;
constexpr int slower_than_slow = 2; // if pauses are longer already

/// As often as they stand here.
constexpr std::array kinds{fault_kind::node_lost,    fault_kind::node_lost,
                           fault_kind::node_stopped, fault_kind::node_stopped,
                           fault_kind::node_ended,   fault_kind::node_killed,
                           fault_kind::link_cut,     fault_kind::link_frozen,
                           fault_kind::link_frozen,  fault_kind::clock_stepped};

/// Seconds: what a time server may set right at once.
constexpr std::array steps_of_clocks{-600, -30, -2, 2, 30, 600};

std::size_t below(random_engine& random, std::size_t n) {
  return static_cast<std::size_t>(random() % n);
}

bool is_of_redis(const fault& x) {
  return disturbs_redis(x.what) || x.what == fault_kind::scripts_flushed;
}

/// The first node has no link to nodes before it.
bool is_of_link(fault_kind x) { return x == fault_kind::link_cut || x == fault_kind::link_frozen; }

void spread_steps(random_engine& random, plan& x) {
  for (auto& customer : x.customers)
    for (auto& each : customer) {
      each.pause *= x.has_sentinels || x.releases_idle ? slower_than_slow : slower;
      each.node = below(random, x.nodes);
    }
}

/// One after the other, each long enough for the others to notice more often than not.
void add_faults(random_engine& random, plan& x, std::size_t count, std::size_t all_steps) {
  const auto share = all_steps / count;
  for (std::size_t i = 0; i < count; ++i) {
    fault y;
    y.what = kinds[below(random, kinds.size())];
    y.node = is_of_link(y.what) ? 1 + below(random, x.nodes - 1) : below(random, x.nodes);
    y.from = i * share + below(random, share / 4 + 1);
    y.to = is_instant(y.what) ? y.from : y.from + share / 3 + below(random, share / 3 + 1);
    if (y.what == fault_kind::clock_stepped)
      y.amount = steps_of_clocks[below(random, steps_of_clocks.size())];
    x.faults.push_back(y);
  }
}

} // namespace

void spread_over_nodes(plan& x, std::size_t nodes) {
  random_engine random{~x.seed + 1};
  x.nodes = nodes;
  if (below(random, 2) == 0 && !x.has_sentinels)
    std::erase_if(x.faults, is_of_redis);
  for (auto& each : x.faults)
    each.node = below(random, nodes);
  spread_steps(random, x);
  std::size_t all_steps = 0;
  for (const auto& customer : x.customers)
    all_steps += customer.size();
  add_faults(random, x, 1 + below(random, 3), all_steps);
}

} // namespace quickbooking::faults
