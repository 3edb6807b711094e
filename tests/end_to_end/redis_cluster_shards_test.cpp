#define CAF_SUITE redis_cluster_shards

// A shard of a Redis Cluster that is away concerns its own customers only.

#include "tests/end_to_end/salon_on_cluster.hpp"

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

CAF_TEST(a_shard_that_is_gone_degrades_its_own_customers_only) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  const auto other = s.phone_at(1);
  CAF_CHECK(s.says(affected));
  CAF_CHECK(s.says(other));
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  CAF_CHECK(becomes(s.url(), "degraded"));
  const auto reason = s.reason();
  CAF_CHECK(reason.find("slots 0-5460: ") != std::string::npos);
  CAF_CHECK(reason.find(s.redis.addresses()[0]) != std::string::npos);
  CAF_CHECK_EQUAL(s.degraded_shards(), 1);
  CAF_CHECK(s.says(other, "Massage tomorrow"));
  CAF_CHECK_EQUAL(turns_without_redis(s.url()), 0);
  CAF_CHECK(s.says(affected, "Massage tomorrow"));
  CAF_CHECK_EQUAL(turns_without_redis(s.url()), 1);
  CAF_CHECK_EQUAL(s.revision(other), 2);
  CAF_CHECK(eventually([&] { return metric(s.url(), "quickbooking_dirty_sessions") == 1; }));
  const auto calm = s.phone_at(0);
  CAF_CHECK(s.says(calm));
  s.redis.node(0).restart();
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(eventually([&] { return s.revision(affected) == 2 && s.revision(calm) == 1; }));
  CAF_CHECK_EQUAL(s.degraded_shards(), 0);
  CAF_CHECK(eventually([&] { return metric(s.url(), "quickbooking_dirty_sessions") == 0; }));
}

CAF_TEST(a_master_that_comes_back_empty_gets_the_sessions_of_its_slots_again) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  CAF_CHECK(s.says(affected));
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  CAF_CHECK(becomes(s.url(), "degraded"));
  s.redis.node(0).restart();
  CAF_CHECK(eventually([&] { return s.revision(affected) == 1; }));
}

CAF_TEST(nobody_waits_longer_than_the_limit_for_a_hung_master) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  const auto other = s.phone_at(2);
  CAF_CHECK(s.says(affected) && s.says(other));
  std::vector<std::string> unknown;
  for (int i = 0; i < 40; ++i)
    unknown.push_back(s.phone_at(0));
  s.redis.node(3).kill(); // nobody takes over
  s.redis.node(0).freeze();
  milliseconds longest{0};
  for (auto& stranger : unknown)
    for (auto& phone : {affected, other, stranger}) {
      const auto begin = steady_clock::now();
      CAF_CHECK(s.says(phone));
      longest = std::max(longest,
                         std::chrono::duration_cast<milliseconds>(steady_clock::now() - begin));
    }
  CAF_MESSAGE("longest wait " << longest.count() << " ms");
  CAF_CHECK(longest <= 200ms); // 100 ms, and what a loaded machine adds
  s.redis.node(0).thaw();
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(eventually([&] { return s.revision(affected) == 41; }));
}

CAF_TEST(a_node_starts_while_a_shard_and_its_seed_are_gone) {
  salon_on_cluster s;
  s.redis.node(3).kill();
  s.redis.node(0).kill();
  s.start(nlohmann::json::object());
  const auto other = s.phone_at(1);
  CAF_CHECK(s.says(other));
  CAF_CHECK_EQUAL(s.revision(other), 1);
  CAF_CHECK(s.says(s.phone_at(0)));
  CAF_CHECK_EQUAL(s.degraded_shards(), 1);
}

CAF_TEST(a_planned_failover_is_followed) {
  salon_on_cluster s;
  const auto affected = s.phone_at(0);
  CAF_CHECK(s.says(affected));
  s.redis.probe(3).text({"CLUSTER", "FAILOVER"});
  CAF_CHECK(eventually([&] {
    CAF_CHECK(s.says(affected));
    return s.redis.master_of(key_of(affected), 1) == 3;
  }));
  CAF_CHECK(becomes(s.url(), "ok"));
  CAF_CHECK(s.says(affected));
  CAF_CHECK(eventually([&] {
    const auto shown = get(s.url(), "/v1/sessions/%2B" + affected.substr(1)).body;
    return shown["session"].value("revision", -1) == s.revision(affected);
  }));
}
