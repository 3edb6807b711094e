#define CAF_SUITE cluster_redis_cluster

// Several nodes on one Redis Cluster.

#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/private_redis_cluster.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

const std::string leases_key = "{booking:cluster:quickbooking}:leases";

/// Nodes in the registry; 0 while nobody serves it.
std::int64_t leases(const private_redis_cluster& redis) {
  try {
    return redis.probe_of(leases_key).number({"ZCARD", leases_key});
  } catch (const std::runtime_error&) {
    return 0;
  }
}

int revision_of(const private_redis_cluster& redis, const std::string& phone) {
  const auto key = "booking:session:" + phone;
  const auto text = redis.probe_of(key).text({"GET", key});
  return text.empty() ? 0 : json::parse(text).value("revision", 0);
}

} // namespace

CAF_TEST(nodes_find_each_other_and_lose_nothing_when_the_registrys_master_dies) {
  private_redis_cluster redis;
  const auto servers = redis.addresses();
  salon_cluster salon{3, [&](std::size_t, json& x) {
                        x["redis"] = {{"host", nullptr}, {"port", nullptr}};
                        x["redis"]["cluster"] = {servers[0], servers[1], servers[2]};
                      }};
  std::vector<persistent_customer> customers;
  for (int i = 0; i < 12; ++i)
    customers.emplace_back(salon, salon.phone_of(static_cast<std::size_t>(i) % 3, i));
  auto all_say = [&] {
    for (auto& who : customers)
      CAF_CHECK(who.says("Haircut", {0, 1, 2}));
  };
  all_say();
  CAF_CHECK_EQUAL(leases(redis), 3);
  redis.node(redis.master_of(leases_key)).kill();
  all_say();
  CAF_CHECK(salon.sees_nodes({0, 1, 2}, 3, 0s));
  CAF_REQUIRE(eventually([&] { return leases(redis) == 3; }, 20s));
  all_say();
  for (auto& who : customers) {
    CAF_CHECK_EQUAL(who.failures(), 0);
    CAF_CHECK(eventually([&] { return revision_of(redis, who.phone()) == 3; }));
  }
}
