#define CAF_SUITE redis_cluster

// A node on a real Redis Cluster of six processes, whose masters die and whose slots move.

#include "tests/end_to_end/cluster_crowd.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

constexpr int customers = 200;

/// A node that was told of one of six servers, and customers of all shards.
struct crowded_salon {
  private_redis_cluster redis;
  std::unique_ptr<node_process> node = start_node(0, on_cluster({redis.addresses()[2]}));
  cluster_crowd crowd{node->url(), "1555001", customers};

  crowded_salon() {
    CAF_REQUIRE(becomes(node->url(), "ok"));
    CAF_REQUIRE_EQUAL(crowd.shards(redis), private_redis_cluster::masters);
  }

  double redirects(const std::string& kind) const {
    return metric(node->url(), "quickbooking_store_redirects_total{kind=\"" + kind + "\"}");
  }

  std::string describe() const {
    return std::to_string(crowd.answers()) + " answers, " + std::to_string(crowd.booked())
           + " bookings, refused " + std::to_string(crowd.refused()) + ", longest wait "
           + std::to_string(crowd.longest_wait().count()) + " ms, without Redis "
           + std::to_string(static_cast<int>(turns_without_redis(node->url()))) + ", moved "
           + std::to_string(static_cast<int>(redirects("moved"))) + ", ask "
           + std::to_string(static_cast<int>(redirects("ask")));
  }

  /// Everybody says something, some of them several times.
  void talk_a_while() {
    const auto enough = crowd.answers() + 2 * customers;
    CAF_CHECK(eventually([&] { return crowd.answers() > enough; }, 30s));
  }

  void check_crowd() {
    CAF_CHECK_EQUAL(crowd.refused(), 0);
    CAF_CHECK_EQUAL(crowd.booked(), customers);
    CAF_CHECK(crowd.longest_wait() <= 1s);
    CAF_CHECK(eventually([&] { return crowd.are_all_in(redis); }, 20s));
  }
};

} // namespace

CAF_TEST(customers_book_while_a_master_dies_and_its_replica_takes_over) {
  crowded_salon s;
  s.crowd.start();
  s.talk_a_while();
  s.redis.node(0).kill();
  const auto killed = steady_clock::now();
  CAF_CHECK(becomes(s.node->url(), "degraded"));
  CAF_CHECK(becomes(s.node->url(), "ok"));
  const auto back = steady_clock::now();
  s.talk_a_while();
  s.crowd.stop();
  CAF_MESSAGE("failover " << (back - killed) / 1ms << " ms; " << s.describe());
  s.check_crowd();
}

CAF_TEST(customers_book_while_slots_move_to_another_master) {
  crowded_salon s;
  s.crowd.start();
  s.talk_a_while();
  s.redis.move_slots(0, 1, 1500);
  s.redis.move_slots(2, 0, 1500);
  s.talk_a_while();
  s.crowd.stop();
  CAF_MESSAGE("3,000 slots moved; " << s.describe());
  CAF_CHECK(s.redirects("moved") > 0);
  CAF_CHECK_EQUAL(metric(s.node->url(), "quickbooking_breaker_opened_total"), 0);
  s.check_crowd();
}

CAF_TEST(customers_book_while_their_slots_are_open_half_moved_and_closed) {
  crowded_salon s;
  const auto slots = s.crowd.slots_at(0, s.redis);
  s.crowd.start();
  s.talk_a_while();
  for (auto slot : slots)
    s.redis.open_slot(slot, 0, 1);
  s.talk_a_while();
  for (auto slot : slots)
    s.redis.move_keys(slot, 0, 1);
  s.talk_a_while();
  CAF_CHECK(s.redirects("ask") > 0);
  for (auto slot : slots)
    s.redis.close_slot(slot, 0, 1);
  s.talk_a_while();
  s.crowd.stop();
  CAF_MESSAGE(slots.size() << " slots moved by hand; " << s.describe());
  CAF_CHECK_EQUAL(metric(s.node->url(), "quickbooking_breaker_opened_total"), 0);
  s.check_crowd();
}
