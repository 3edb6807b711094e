#define CAF_SUITE copy_shelf

#include "actors/cores/copy_shelf.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

session_backup backup(const customer_key& who, std::uint64_t revision) {
  session_backup x;
  x.customer = who;
  x.write.version = {7, revision};
  x.write.due = {{"out_1", "700", text_reply{"hello"}, {}}};
  return x;
}

std::uint64_t revision_of(const copy_shelf& x, const customer_key& who) {
  auto found = x.find(who);
  return found ? found->write.version.revision : 0;
}

} // namespace

CAF_TEST(the_latest_copy_of_a_customer_is_kept) {
  copy_shelf x{10};
  CAF_CHECK(x.put("node-a", backup("+1", 4)));
  CAF_CHECK(x.put("node-a", backup("+1", 5)));
  CAF_CHECK(x.put("node-a", backup("+1", 3)));
  CAF_CHECK_EQUAL(revision_of(x, "+1"), 5u);
  CAF_CHECK_EQUAL(x.size(), 1u);
  CAF_CHECK_EQUAL(revision_of(x, "+2"), 0u);
}

CAF_TEST(a_full_shelf_takes_nobody_new) {
  copy_shelf x{2};
  CAF_CHECK(x.put("node-a", backup("+1", 1)));
  CAF_CHECK(x.put("node-a", backup("+2", 1)));
  CAF_CHECK(!x.put("node-a", backup("+3", 1)));
  CAF_CHECK(x.put("node-a", backup("+1", 2)));
  CAF_CHECK_EQUAL(revision_of(x, "+1"), 2u);
  CAF_CHECK_EQUAL(revision_of(x, "+3"), 0u);
}

CAF_TEST(only_the_node_that_has_the_original_ends_a_copy) {
  copy_shelf x{10};
  x.put("node-a", backup("+1", 4));
  x.drop("node-b", "+1");
  x.end_reply("node-b", "+1", "out_1");
  CAF_REQUIRE(x.find("+1"));
  CAF_CHECK_EQUAL(x.find("+1")->write.due.size(), 1u);
  x.end_reply("node-a", "+1", "out_2");
  CAF_CHECK_EQUAL(x.find("+1")->write.due.size(), 1u);
  x.end_reply("node-a", "+1", "out_1");
  CAF_CHECK_EQUAL(x.find("+1")->write.due.size(), 0u);
  x.drop("node-a", "+1");
  CAF_CHECK(!x.find("+1"));
}

CAF_TEST(whoever_takes_a_session_over_ends_its_copy) {
  copy_shelf x{10};
  x.put("node-a", backup("+1", 4));
  x.drop("+1");
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(a_nodes_customers_are_found) {
  copy_shelf x{10};
  x.put("node-a", backup("+1", 4));
  x.put("node-b", backup("+2", 4));
  CAF_CHECK_EQUAL(x.of("node-a"), std::vector<customer_key>{"+1"});
  CAF_CHECK_EQUAL(x.of("node-c").size(), 0u);
  auto later = backup("+1", 9);
  x.put("node-b", later);
  CAF_CHECK_EQUAL(x.of("node-a").size(), 0u);
  CAF_CHECK_EQUAL(x.of("node-b").size(), 2u);
}
