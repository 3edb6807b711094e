#define CAF_SUITE cluster_drain

#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/ctl_program.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <functional>
#include <future>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

enum { done = 0, refused = 1 };

ctl_end ctl(const salon_cluster& salon, std::size_t node, std::vector<std::string> words) {
  words.insert(words.end(), {"--json", "--url", salon.url(node)});
  return run_ctl(words, {"QUICKBOOKING_API_TOKEN=" + std::string{api_token}});
}

/// What `nodes` tells of one of them, asked at another one.
json row_of(const salon_cluster& salon, std::size_t node, std::size_t asked) {
  const auto all = ctl(salon, asked, {"nodes"}).document();
  for (auto& row : all["nodes"])
    if (row["name"] == salon_cluster::name(node))
      return row;
  return {};
}

/// Customers of all nodes who go on talking, at all nodes in turn.
class talk {
public:
  explicit talk(const salon_cluster& salon) {
    for (std::size_t i = 0; i < size; ++i)
      customers_.emplace_back(salon, salon.phone_of(i % 3, static_cast<int>(i)));
    for (std::size_t i = 0; i < size; ++i)
      talking_.push_back(std::async(std::launch::async, [this, i] {
        for (; !ending_; ++answered_[i])
          given_up_ += !customers_[i].says("Haircut", {0, 1, 2});
      }));
  }

  ~talk() { ending_ = true; }

  /// Until each has been answered so often once more.
  void go_on(int times) {
    std::vector<int> wanted;
    for (auto& x : answered_)
      wanted.push_back(x + times);
    CAF_REQUIRE(eventually(
        [&] { return std::ranges::equal(answered_, wanted, std::greater_equal{}); }, 60s));
  }

  /// Each message took effect once, and none had to be sent twice.
  void check(salon_cluster& salon) {
    ending_ = true;
    for (auto& x : talking_)
      x.get();
    CAF_CHECK_EQUAL(given_up_.load(), 0);
    for (auto& who : customers_) {
      CAF_CHECK_EQUAL(who.failures(), 0);
      CAF_CHECK_EQUAL(salon.transitions_of(who.phone()), who.taken());
    }
  }

private:
  static constexpr std::size_t size = 12;

  std::atomic<bool> ending_ = false;
  std::atomic<int> given_up_ = 0;
  std::array<std::atomic<int>, size> answered_{};
  std::vector<persistent_customer> customers_;
  std::vector<std::future<void>> talking_;
};

double sessions_in(const salon_cluster& salon, std::size_t node) {
  return metric(salon.url(node), "quickbooking_sessions_in_memory");
}

} // namespace

CAF_TEST(a_drained_node_has_no_session_left_and_no_message_is_lost_under_load) {
  salon_cluster salon;
  talk customers{salon};
  customers.go_on(3);
  const auto end = ctl(salon, 0, {"drain", "node-b"});
  CAF_CHECK_EQUAL(end.exit_code, done);
  CAF_CHECK(end.member("idle").get<bool>());
  CAF_CHECK(salon.sees_nodes({0, 1, 2}, 2));
  customers.go_on(3); // also at node-b, which forwards
  const auto row = row_of(salon, 1, 0);
  CAF_CHECK(row["draining"].get<bool>());
  CAF_CHECK(!row["inRing"].get<bool>());
  CAF_CHECK_EQUAL(row["sessionsInMemory"], 0);
  CAF_CHECK_EQUAL(row["turnsUnderWay"], 0);
  customers.check(salon);
}

CAF_TEST(a_load_balancer_sees_by_readyz_that_a_node_is_drained_and_that_it_is_back) {
  salon_cluster salon;
  CAF_CHECK_EQUAL(get(salon.url(1), "/readyz").status, 200);
  CAF_REQUIRE_EQUAL(ctl(salon, 0, {"drain", "node-b"}).exit_code, done);
  auto seen = get(salon.url(1), "/readyz");
  CAF_CHECK_EQUAL(seen.status, 503);
  CAF_CHECK_EQUAL(seen.body["status"], "draining");
  CAF_CHECK_EQUAL(ctl(salon, 1, {"status"}).member("status"), "draining");
  CAF_CHECK_EQUAL(get(salon.url(0), "/readyz").status, 200);
  CAF_REQUIRE_EQUAL(ctl(salon, 2, {"drain", "node-b", "--undo"}).exit_code, done);
  CAF_CHECK(becomes(salon.url(1), "ok"));
  CAF_CHECK(salon.is_whole());
}

CAF_TEST(a_node_that_joins_again_gets_its_customers_back) {
  salon_cluster salon;
  const auto phone = salon.phone_of(1, 0);
  CAF_REQUIRE_EQUAL(ctl(salon, 1, {"drain", "node-b"}).exit_code, done); // itself
  CAF_CHECK_EQUAL(api_customer(salon.url(1), phone).says("Haircut").status, 200);
  CAF_CHECK_EQUAL(sessions_in(salon, 1), 0);
  CAF_REQUIRE_EQUAL(ctl(salon, 1, {"drain", "node-b", "--undo"}).exit_code, done);
  CAF_REQUIRE(salon.is_whole());
  CAF_CHECK_EQUAL(api_customer(salon.url(0), phone).says("Manicure").status, 200);
  CAF_CHECK(eventually([&] { return sessions_in(salon, 1) == 1; }));
  CAF_CHECK_EQUAL(salon.transitions_of(phone), 2);
}

CAF_TEST(nodes_shows_each_node_and_one_that_does_not_answer_as_such) {
  salon_cluster salon;
  redis_probe redis{salon.redis.port()};
  redis.text({"HSET", "{booking:cluster:quickbooking}:nodes", "node-z", "127.0.0.1:9"});
  redis.text({"ZADD", "{booking:cluster:quickbooking}:leases", "9999999999999", "node-z"});
  api_customer(salon.url(0), salon.phone_of(2, 0)).says("Haircut");
  CAF_REQUIRE(eventually([&] { return ctl(salon, 0, {"nodes"}).member("nodes").size() == 4; }));
  for (std::size_t i = 0; i < 3; ++i) {
    auto row = row_of(salon, i, 0);
    CAF_CHECK(row["answers"].get<bool>());
    CAF_CHECK(row["inRing"].get<bool>());
    CAF_CHECK_EQUAL(row["redis"]["state"], "ok");
    CAF_CHECK_EQUAL(row["sessionsInMemory"], i == 2 ? 1 : 0);
    CAF_CHECK(!row["version"].get<std::string>().empty());
  }
  auto nobody = ctl(salon, 0, {"nodes"}).member("nodes").back();
  CAF_CHECK_EQUAL(nobody["name"], "node-z");
  CAF_CHECK(!nobody["answers"].get<bool>());
  CAF_CHECK(ctl(salon, 0, {"drain", "node-z"}).says("node_unreachable"));
}

CAF_TEST(unknown_nodes_and_the_last_one_of_the_ring_are_not_drained) {
  salon_cluster salon{2};
  auto unknown = ctl(salon, 0, {"drain", "node-x"});
  CAF_CHECK_EQUAL(unknown.exit_code, refused);
  CAF_CHECK(unknown.says("unknown_node"));
  CAF_REQUIRE_EQUAL(ctl(salon, 0, {"drain", "node-a"}).exit_code, done);
  auto last = ctl(salon, 0, {"drain", "node-b"});
  CAF_CHECK_EQUAL(last.exit_code, refused);
  CAF_CHECK(last.says("last_node"));
  CAF_CHECK_EQUAL(api_customer(salon.url(0), salon.phone_of(0, 0)).says("Haircut").status, 200);
}

CAF_TEST(a_backup_of_one_node_is_restored_through_another_one_to_the_owners) {
  salon_cluster salon;
  temp_dir dir;
  const auto file = dir.file("sessions.jsonl");
  for (int i = 0; i < 9; ++i)
    api_customer(salon.url(0), salon.phone_of(static_cast<std::size_t>(i) % 3, i)).says("Haircut");
  CAF_CHECK_EQUAL(ctl(salon, 0, {"backup", file}).member("sessions"), 9);
  for (std::size_t i = 0; i < 3; ++i)
    CAF_REQUIRE_EQUAL(salon.node(i).terminate(), 0);
  redis_probe{salon.redis.port()}.text({"FLUSHALL"});
  for (std::size_t i = 0; i < 3; ++i)
    salon.node(i).start();
  CAF_REQUIRE(salon.is_whole());
  CAF_CHECK_EQUAL(ctl(salon, 2, {"restore", file}).member("restored"), 9);
  for (std::size_t i = 0; i < 3; ++i)
    CAF_CHECK_EQUAL(metric(salon.url(i), "quickbooking_sessions_brought_back_total"), 3);
  CAF_CHECK_EQUAL(salon.figure("quickbooking_fenced_writes_total"), 0);
}
