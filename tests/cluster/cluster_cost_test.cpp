#define CAF_SUITE cluster_cost

// What a message costs that reaches another node than its customer's.

#include "bench/measure/process_figures.hpp"
#include "tests/cluster/bars.hpp"
#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <future>

using namespace quickbooking;

namespace {

constexpr int phones = 640;     ///< in a round
constexpr int said_by_each = 5; ///< by each phone in a round

/// Two nodes that are linked without TLS.
struct two_nodes {
  salon_cluster salon{2, [](std::size_t, nlohmann::json& x) { x["cluster"].erase("tls"); }};

  double cpu() { return cpu_seconds(salon.node(0).pid()) + cpu_seconds(salon.node(1).pid()); }

  /// Milliseconds of both nodes' CPU for a message that reaches its customer's node, or the other,
  /// while so many customers talk.
  double cost(int talkers, bool at_the_other) {
    const auto before = cpu();
    std::vector<std::future<void>> all;
    for (int i = 0; i < talkers; ++i)
      all.push_back(
          std::async(std::launch::async, [=, this] { talk(i, phones / talkers, at_the_other); }));
    for (auto& x : all)
      x.get();
    return (cpu() - before) * 1000 / (phones * said_by_each);
  }

  void talk(int who, int of_each, bool at_the_other) {
    const auto owner = static_cast<std::size_t>(who % 2);
    const auto node = at_the_other ? 1 - owner : owner;
    for (int n = 0; n < of_each; ++n) {
      api_customer x{salon.url(node), salon.phone_of(owner, who * of_each + n)};
      for (int i = 0; i < said_by_each; ++i)
        if (x.says("Haircut").status != 200)
          throw std::runtime_error("a message was not taken");
    }
  }
};

double median(std::vector<double> x) {
  std::ranges::sort(x);
  return x[x.size() / 2];
}

/// How much more a forwarded message costs than a local one.
double ratio_with(two_nodes& nodes, int talkers) {
  std::vector<double> local, forwarded;
  for (int round = 0; round < amount("QUICKBOOKING_COST_ROUNDS", 3); ++round) {
    local.push_back(nodes.cost(talkers, false));
    forwarded.push_back(nodes.cost(talkers, true));
  }
  const auto ratio = median(forwarded) / median(local);
  CAF_MESSAGE(talkers << " customers at a time: CPU of both nodes for a message, in ms: local "
                      << median(local) << ", forwarded " << median(forwarded) << ", " << ratio
                      << " times");
  return ratio;
}

} // namespace

// With few customers most of either is that threads wait for each other.
CAF_TEST(a_forwarded_message_costs_less_than_three_local_ones) {
  two_nodes nodes;
  nodes.cost(64, false);
  const auto calm = ratio_with(nodes, 8);
  const auto busy = ratio_with(nodes, 64); // as in the benchmark of one node
  tell_bar("CPU of a forwarded message, of a local one's, 64 connections",
           std::to_string(busy).substr(0, 4), "<= 1.5", busy <= 1.5);
  CAF_CHECK(calm < 3); // the bar is told above; a busy machine must not fail the suite
  CAF_CHECK(busy < 3);
}
