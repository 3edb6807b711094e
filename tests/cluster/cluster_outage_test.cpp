#define CAF_SUITE cluster_outage

#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/swallowing_port.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;
using std::chrono::steady_clock;

/// A node starts, links and routes with the other one although a third is in the registry that is
/// not there.
void restarts_beside(std::uint16_t port_of_nobody) {
  salon_cluster salon{2};
  redis_probe redis{salon.redis.port()};
  redis.text({"HSET", "{booking:cluster:quickbooking}:nodes", "node-z",
              "127.0.0.1:" + std::to_string(port_of_nobody)});
  redis.text({"ZADD", "{booking:cluster:quickbooking}:leases", "9999999999999", "node-z"});
  CAF_REQUIRE_EQUAL(salon.node(1).terminate(), 0);
  const auto began = steady_clock::now();
  salon.node(1).start();
  CAF_CHECK(salon.is_whole());
  CAF_CHECK(steady_clock::now() - began < 10s);
  for (int i = 0; i < 6; ++i) {
    const auto asked = steady_clock::now();
    CAF_CHECK(api_customer(salon.url(0), salon.phone_of(i % 2, i)).says("Haircut").status == 200);
    CAF_CHECK(steady_clock::now() - asked < 1s);
  }
  CAF_CHECK_EQUAL(salon.figure(R"(quickbooking_forwards_total{what="late"})"), 0);
}

} // namespace

CAF_TEST(a_registry_that_redis_lost_is_there_again_and_the_ring_stays) {
  salon_cluster salon;
  redis_probe redis{salon.redis.port()};
  redis.text(
      {"DEL", "{booking:cluster:quickbooking}:nodes", "{booking:cluster:quickbooking}:leases"});
  CAF_CHECK(eventually(
      [&] {
        return redis.number({"ZCARD", "{booking:cluster:quickbooking}:leases"}) == 3;
      },
      5s));
  CAF_CHECK(salon.sees_nodes({0, 1, 2}, 3, 0s));
}

CAF_TEST(without_redis_the_nodes_go_on_with_the_ring_that_they_have) {
  salon_cluster salon;
  std::vector<std::string> phones;
  for (int i = 0; i < 6; ++i) {
    phones.push_back(salon.phone_of(i % 3, i));
    CAF_CHECK(api_customer(salon.url(0), phones.back()).says("Haircut").status == 200);
  }
  salon.redis.kill();
  for (int i = 0; i < 3; ++i)
    CAF_REQUIRE(becomes(salon.url(i), "degraded"));
  for (auto& phone : phones)
    CAF_CHECK(api_customer(salon.url(1), phone).says("Manicure").status == 200);
  CAF_CHECK(salon.sees_nodes({0, 1, 2}, 3, 0s));
  CAF_CHECK_EQUAL(salon.figure(R"(quickbooking_forwards_total{what="late"})"), 0);
  salon.redis.restart();
  for (auto& phone : phones)
    CAF_CHECK(eventually([&] { return salon.transitions_of(phone) == 2; }));
}

CAF_TEST(a_network_cut_between_two_nodes_costs_no_message_and_no_update) {
  reserved_port port_of_b;
  fault_proxy between{port_of_b.number()};
  salon_cluster salon{3, [&](std::size_t i, json& x) {
                        if (i != 1)
                          return;
                        x["cluster"]["listen"]["port"] = port_of_b.number();
                        x["cluster"]["advertise"] = "127.0.0.1:" + std::to_string(between.port());
                      }};
  between.refuse();
  between.cut();
  CAF_REQUIRE(salon.sees_nodes({0, 1}, 2)); // node-c dials nobody, but is dialled by both
  std::vector<persistent_customer> customers;
  for (int i = 0; i < 9; ++i)
    customers.emplace_back(salon, salon.phone_of(i % 3, i));
  for (int n = 0; n < 5; ++n)
    for (auto& who : customers)
      CAF_CHECK(who.says("Haircut", {0, 1, 2}));
  for (auto& who : customers) {
    CAF_CHECK_EQUAL(who.failures(), 0);
    CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), 5);
  }
  between.pass();
  CAF_CHECK(salon.is_whole());
}

CAF_TEST(an_address_in_the_registry_that_nobody_answers_at_costs_nothing) {
  reserved_port nobody;
  restarts_beside(nobody.number());
}

CAF_TEST(an_address_in_the_registry_that_swallows_all_who_call_costs_nothing) {
  swallowing_port nobody;
  restarts_beside(nobody.number());
}
