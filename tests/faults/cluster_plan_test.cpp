#define CAF_SUITE cluster_plan

#include "tests/faults/plan.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <set>

using namespace quickbooking::faults;

namespace {

plan made(std::uint64_t seed, std::size_t nodes = 3) {
  return make_plan(seed, {10, 10, 20, nodes});
}

std::vector<std::size_t> nodes_of(const plan& x) {
  std::vector<std::size_t> all;
  for (const auto& customer : x.customers)
    for (const auto& each : customer)
      all.push_back(each.node);
  return all;
}

bool touches_redis(const plan& x) {
  return std::any_of(x.faults.begin(), x.faults.end(),
                     [](const fault& each) { return disturbs_redis(each.what); });
}

} // namespace

CAF_TEST(a_seed_makes_the_same_cluster_again_with_the_customers_of_one_node) {
  CAF_CHECK(nodes_of(made(7)) == nodes_of(made(7)));
  CAF_CHECK(nodes_of(made(7)) != nodes_of(made(8)));
  const auto alone = made(7, 1);
  const auto together = made(7);
  for (std::size_t i = 0; i < alone.customers.size(); ++i)
    for (std::size_t k = 0; k < alone.customers[i].size(); ++k) {
      CAF_CHECK(alone.customers[i][k].what == together.customers[i][k].what);
      CAF_CHECK_EQUAL(alone.customers[i][k].node, 0u);
    }
}

CAF_TEST(every_fault_of_nodes_and_links_comes_up_at_every_node_that_can_have_it) {
  std::set<std::pair<fault_kind, std::size_t>> seen;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (const auto& x : made(seed).faults) {
      CAF_CHECK(x.node < 3);
      if (moves_customers(x.what) || x.what == fault_kind::clock_stepped)
        seen.emplace(x.what, x.node);
      if (x.what == fault_kind::clock_stepped)
        CAF_CHECK(x.amount != 0);
    }
  // Killed, ended, lost, stopped and its clock stepped: all; links to those before: all but one.
  CAF_CHECK_EQUAL(seen.size(), 5u * 3 + 2u * 2);
}

CAF_TEST(faults_of_a_cluster_begin_before_they_end_within_the_plan_and_in_order) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::size_t last = 0;
    for (const auto& x : made(seed).faults) {
      CAF_CHECK(is_instant(x.what) ? x.from == x.to : x.from < x.to);
      CAF_CHECK(x.to <= 100);
      CAF_CHECK(x.from >= last);
      last = x.from;
    }
  }
}

CAF_TEST(almost_half_of_the_clusters_have_a_redis_without_faults) {
  int calm = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    calm += !touches_redis(made(seed));
  CAF_CHECK(calm > 80 && calm < 160);
}
