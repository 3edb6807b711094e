#define CAF_SUITE ring

#include "actors/cores/ring.hpp"

#include <caf/test/unit_test.hpp>

#include <map>

using namespace quickbooking;

namespace {

constexpr int customers = 30'000;

std::string customer(int i) { return "+1555" + std::to_string(1'000'000 + i); }

ring of(std::vector<std::string> nodes) { return {"here", std::move(nodes)}; }

} // namespace

CAF_TEST(all_nodes_agree_whatever_order_they_heard_of_each_other_in) {
  ring a{"a", {"a", "b", "c"}};
  ring b{"b", {"c", "a", "b", "a"}};
  CAF_CHECK_EQUAL(a.nodes(), b.nodes());
  for (int i = 0; i < 1000; ++i) {
    CAF_CHECK_EQUAL(a.owner_of(customer(i)), b.owner_of(customer(i)));
    CAF_CHECK_EQUAL(a.is_mine(customer(i)), a.owner_of(customer(i)) == "a");
  }
}

CAF_TEST(who_has_a_customer_is_the_same_in_every_build) {
  auto all = of({"node-a", "node-b", "node-c"});
  CAF_CHECK_EQUAL(all.owner_of("+15551230001"), "node-a");
  CAF_CHECK_EQUAL(all.owner_of("+15551230003"), "node-c");
  CAF_CHECK_EQUAL(all.owner_of("IL.5501234567890"), "node-b");
}

CAF_TEST(customers_are_spread_evenly) {
  auto all = of({"a", "b", "c", "d"});
  std::map<std::string, int> shares;
  for (int i = 0; i < customers; ++i)
    ++shares[all.owner_of(customer(i))];
  CAF_REQUIRE_EQUAL(shares.size(), 4u);
  for (auto& [node, share] : shares)
    CAF_CHECK(share > customers / 4 * 0.95 && share < customers / 4 * 1.05);
}

CAF_TEST(a_node_that_leaves_moves_only_its_own_customers) {
  auto before = of({"a", "b", "c"});
  auto after = of({"a", "c"});
  for (int i = 0; i < customers; ++i)
    if (auto& owner = before.owner_of(customer(i)); owner != "b")
      CAF_CHECK_EQUAL(after.owner_of(customer(i)), owner);
}

CAF_TEST(a_node_that_joins_takes_customers_for_itself_only) {
  auto before = of({"a", "b"});
  auto after = of({"a", "b", "c"});
  int moved = 0;
  for (int i = 0; i < customers; ++i)
    if (auto& owner = after.owner_of(customer(i)); owner != before.owner_of(customer(i))) {
      CAF_CHECK_EQUAL(owner, "c");
      ++moved;
    }
  CAF_CHECK(moved > customers / 3 * 0.95 && moved < customers / 3 * 1.05);
}

CAF_TEST(who_is_passed_over_is_followed_by_who_would_have_the_customer_without_him) {
  auto all = of({"a", "b", "c"});
  for (int i = 0; i < 1000; ++i) {
    auto first = all.owner_of(customer(i));
    std::vector<std::string> rest;
    for (auto& node : all.nodes())
      if (node != first)
        rest.push_back(node);
    auto without = of(rest);
    CAF_CHECK_EQUAL(all.owner_of(customer(i), {first}), without.owner_of(customer(i)));
  }
  const std::vector<std::string> everybody{"a", "b", "c"};
  CAF_CHECK_EQUAL(all.owner_of("+1555", everybody), "here");
}

CAF_TEST(a_node_without_others_has_all_customers) {
  CAF_CHECK(of({"here"}).is_mine("+1555"));
  CAF_CHECK(of({}).is_mine("+1555"));
}
