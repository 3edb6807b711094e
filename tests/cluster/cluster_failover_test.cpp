#define CAF_SUITE cluster_failover

#include "tests/cluster/bars.hpp"
#include "tests/cluster/salon_cluster.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using std::chrono::steady_clock;

/// Between two messages of somebody who types; a message id is known for the next 256.
constexpr auto typing = 1s;

/// Customers who go on talking while a test does something to the nodes; each has a pause of its
/// own between the answers to two messages.
class crowd {
public:
  /// They talk to these nodes in turn. No two crowds with another `number` have a phone in common.
  crowd(salon_cluster& salon, std::vector<std::size_t> nodes, int number = 0)
      : salon_(salon),
        nodes_(std::move(nodes)) {
    for (int i = 0; i < size; ++i)
      customers_.emplace_back(salon,
                              salon.phone_of(static_cast<std::size_t>(i) % 3, size * number + i));
    for (int part = 0; part < talkers; ++part)
      talking_.push_back(std::async(std::launch::async, [this, part] { talk(part); }));
  }

  /// Goes on until all have been answered so often.
  void go_on(int times) {
    std::vector<int> wanted;
    for (auto& x : answered_)
      wanted.push_back(x + times);
    CAF_REQUIRE(eventually(
        [&] {
          for (int part = 0; part < talkers; ++part)
            if (answered_[part] < wanted[part])
              return false;
          return true;
        },
        60s));
  }

  void end() {
    ending_ = true;
    for (auto& x : talking_)
      x.get();
    talking_.clear();
  }

  ~crowd() { ending_ = true; }

  /// From one answer to the next one, the longest of all customers.
  std::chrono::milliseconds longest_pause() const {
    worst_values all;
    for (std::size_t node = 0; node < 3; ++node)
      add_longest_pauses(node, all);
    return all.max();
  }

  /// The longest one of each customer whom this node has while all are there.
  void add_longest_pauses(std::size_t node, worst_values& into) const {
    for (std::size_t i = node; i < size; i += 3)
      into.add(std::chrono::milliseconds{longest_[i]});
  }

  int failures() const {
    int sum = 0;
    for (auto& x : customers_)
      sum += x.failures();
    return sum;
  }

  /// After `end`: each message took effect once, and none was given up.
  void check_effects() {
    CAF_CHECK_EQUAL(given_up_.load(), 0);
    for (auto& x : customers_)
      CAF_CHECK_EQUAL(salon_.transitions_of(x.phone()), x.taken());
  }

private:
  static constexpr int size = 12;
  static constexpr int talkers = 4;

  void talk(int part) {
    while (!ending_) {
      for (auto i = static_cast<std::size_t>(part); i < customers_.size(); i += talkers) {
        const auto said = steady_clock::now();
        if (!customers_[i].says("Haircut", nodes_))
          ++given_up_;
        const auto pause = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - said);
        longest_[i] = std::max(longest_[i].load(), pause.count()); // written here only
      }
      ++answered_[part];
    }
  }

  salon_cluster& salon_;
  std::vector<std::size_t> nodes_;
  std::vector<persistent_customer> customers_;
  std::atomic<bool> ending_ = false;
  std::atomic<int> given_up_ = 0;
  std::array<std::atomic<std::int64_t>, size> longest_{};
  std::array<std::atomic<int>, talkers> answered_{};
  std::vector<std::future<void>> talking_;
};

} // namespace

CAF_TEST(P2_P5_a_node_that_is_killed_costs_its_customers_seconds_and_no_message) {
  salon_cluster salon;
  worst_values waits;
  const auto kills = amount("QUICKBOOKING_KILLS", 4);
  for (int i = 0; i < kills; ++i) {
    const auto victim = static_cast<std::size_t>(i) % 3;
    crowd customers{salon, {0, 1, 2}, i};
    customers.go_on(3);
    salon.node(victim).kill();
    customers.go_on(5);
    customers.end();
    customers.check_effects();
    customers.add_longest_pauses(victim, waits);
    salon.node(victim).start();
    CAF_REQUIRE(salon.is_whole());
    for (int n = 0; n < 12; ++n)
      redis_probe{salon.redis.port()}.text({"DEL", "booking:session:" + salon.phone_of(n % 3, n)});
  }
  const auto what = std::to_string(kills) + " kills: longest wait of a customer of that node, ";
  tell_bar(what + "p99 of " + std::to_string(waits.count()), text_of(waits.p99()), "<= 10 s",
           waits.p99() <= 10s);
  tell_bar(what + "max", text_of(waits.max()), "<= 15 s", waits.max() <= 15s);
  CAF_CHECK(waits.p99() <= 10s);
  CAF_CHECK(waits.max() <= 15s);
}

CAF_TEST(P5_a_node_that_was_paused_is_replaced_and_its_stale_writes_are_refused) {
  // It shall still have the session in memory when it goes on.
  salon_cluster salon{3, [](std::size_t, nlohmann::json& x) { x["idleReleaseSeconds"] = 600; }};
  const std::chrono::seconds pause{amount("QUICKBOOKING_PAUSE_SECONDS", 4)};
  const auto phone = salon.phone_of(0, 0);
  api_customer{salon.url(0), phone}.says("Haircut");
  salon.node(0).freeze();
  const auto stopped = steady_clock::now();
  persistent_customer who{salon, phone};
  CAF_REQUIRE(who.says("Manicure", {1, 2}));
  const auto served = std::chrono::ceil<std::chrono::milliseconds>(steady_clock::now() - stopped);
  CAF_CHECK(served < 10s);
  CAF_REQUIRE(salon.sees_nodes({1, 2}, 2));
  for (; steady_clock::now() - stopped < pause; std::this_thread::sleep_for(typing))
    CAF_REQUIRE(who.says("Manicure", {1, 2}));
  // Waits in the paused node's socket, and reaches it before it knows what it missed.
  auto late = std::async(std::launch::async, [&] {
    return api_customer{salon.url(0), phone}.says("Pedicure", {{"messageId", "late"}}).status;
  });
  CAF_CHECK(late.wait_for(300ms) == std::future_status::timeout);
  salon.node(0).thaw();
  CAF_CHECK_EQUAL(late.get(), 200);
  const auto fenced = metric(salon.url(0), "quickbooking_fenced_writes_total");
  const auto lost = 2 + who.taken() - salon.transitions_of(phone);
  CAF_CHECK(fenced >= 1);
  CAF_CHECK_EQUAL(lost, 0);
  const auto what = "owner stopped for " + std::to_string(pause.count()) + " s: ";
  tell_bar(what + "another one serves within", text_of(served), "<= 10 s", served <= 10s);
  tell_bar(what + "stale writes refused", std::to_string(int(fenced)), "> 0", fenced > 0);
  tell_bar(what + "lost updates", std::to_string(lost), "0", lost == 0);
  CAF_CHECK(salon.is_whole());
}

CAF_TEST(a_rolling_restart_under_load_fails_no_message_and_holds_up_nobody_for_a_second) {
  salon_cluster salon;
  for (std::size_t i = 0; i < 3; ++i) {
    crowd customers{salon, {(i + 1) % 3, (i + 2) % 3}, static_cast<int>(i)}; // as a load balancer
    customers.go_on(3);
    CAF_CHECK_EQUAL(salon.node(i).terminate(), 0);
    customers.go_on(5);
    salon.node(i).start();
    CAF_REQUIRE(salon.is_whole());
    customers.go_on(5);
    customers.end();
    CAF_MESSAGE("longest wait: " << customers.longest_pause().count() << " ms");
    CAF_CHECK_EQUAL(customers.failures(), 0);
    CAF_CHECK(customers.longest_pause() < 1s);
    for (int n = 0; n < 12; ++n)
      redis_probe{salon.redis.port()}.text({"DEL", "booking:session:" + salon.phone_of(n % 3, n)});
  }
}

CAF_TEST(a_node_that_is_told_to_end_answers_what_it_was_asked_before) {
  salon_cluster salon;
  crowd customers{salon, {0, 1, 2}};
  customers.go_on(2);
  CAF_CHECK_EQUAL(salon.node(2).terminate(), 0);
  customers.go_on(3);
  customers.end();
  customers.check_effects();
}
