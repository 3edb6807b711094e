#define CAF_SUITE sentinel

// A real failover: three sentinels, a master, a replica, and a node that follows.

#include "tests/end_to_end/failing_redis.hpp"
#include "tests/support/sentinel_process.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::steady_clock;

namespace {

/// Master, replica, sentinels and a node, all knowing each other. The node's first sentinel does
/// not exist.
struct salon_with_failover {
  private_redis first{{"--repl-diskless-sync-delay", "0"}};
  private_redis second{{"--repl-diskless-sync-delay", "0", "--replicaof", "127.0.0.1",
                        std::to_string(first.port())}};
  std::vector<std::unique_ptr<sentinel_process>> sentinels;
  std::unique_ptr<node_process> node;

  salon_with_failover() {
    nlohmann::json addresses{"127.0.0.1:" + std::to_string(free_port())};
    for (int i = 0; i < 3; ++i) {
      sentinels.push_back(std::make_unique<sentinel_process>(first.port()));
      addresses.push_back(sentinels.back()->address());
    }
    CAF_REQUIRE(eventually([&] { return is_replicating(second.port()); }));
    for (auto& x : sentinels)
      CAF_REQUIRE(eventually([&] { return x->knows_all(); }, 20s));
    node = start_node(free_port(),
                      {{"redis", {{"sentinels", addresses}, {"master", sentinel_master_name}}}});
    CAF_REQUIRE(becomes(node->url(), "ok"));
  }

  bool all_name(std::uint16_t port) const {
    return std::all_of(sentinels.begin(), sentinels.end(),
                       [&](auto& x) { return x->master() == port; });
  }

  /// Customers talk until the sentinels name this master and the node is on it. Returns how long
  /// the node took after the first sentinel had named it.
  std::chrono::milliseconds talk_until_on(std::uint16_t port, steady_talkers& all) {
    CAF_REQUIRE(eventually(
        [&] {
          all.say_something();
          return sentinels[0]->master() == port;
        },
        20s));
    auto named = steady_clock::now();
    redis_probe probe{port};
    CAF_CHECK(eventually([&] {
      all.say_something();
      return get(node->url(), "/readyz").body.value("status", "") == "ok" && all.are_all_in(probe);
    }));
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - named);
  }
};

} // namespace

CAF_TEST(a_node_follows_when_the_master_dies) {
  salon_with_failover salon;
  steady_talkers all{salon.node->url(), "1555000760", 4};
  all.say_something();
  redis_probe replica{salon.second.port()};
  CAF_CHECK(eventually([&] { return all.are_all_in(replica); }));
  salon.first.kill();
  auto killed = steady_clock::now();
  all.say_something();
  CAF_CHECK(becomes(salon.node->url(), "degraded"));
  auto took = salon.talk_until_on(salon.second.port(), all);
  CAF_MESSAGE("failover " << (steady_clock::now() - killed) / 1ms << " ms, of which after the "
                          << "sentinels " << took.count() << " ms; " << check_waits(all));
  CAF_CHECK(took <= 2s);
  CAF_CHECK(all.were_all_answered());
}

CAF_TEST(a_node_follows_when_the_master_changes_though_the_old_one_lives) {
  salon_with_failover salon;
  steady_talkers all{salon.node->url(), "1555000761", 4};
  all.say_something();
  CAF_REQUIRE(eventually([&] { return is_replicating(salon.second.port()); }));
  redis_probe{salon.sentinels[1]->port()}.text({"SENTINEL", "FAILOVER", "salon"});
  auto took = salon.talk_until_on(salon.second.port(), all);
  CAF_MESSAGE("planned failover: " << took.count() << " ms after the sentinels; "
                                   << check_waits(all));
  CAF_CHECK(took <= 2s);
  CAF_CHECK(all.were_all_answered());
}

CAF_TEST(a_sentinel_that_dies_is_replaced_by_the_next) {
  salon_with_failover salon;
  steady_talkers all{salon.node->url(), "1555000762", 2};
  salon.sentinels[0]->kill();
  redis_probe probe{salon.first.port()};
  probe.text({"CLIENT", "KILL", "TYPE", "normal"});
  all.say_something();
  CAF_CHECK(becomes(salon.node->url(), "ok"));
  CAF_CHECK(eventually([&] { return all.are_all_in(probe); }));
}
