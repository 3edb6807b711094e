#define CAF_SUITE cluster_balancer

// What a failure costs behind the load balancer.

#include "tests/cluster/balanced_salon.hpp"
#include "tests/end_to_end/open_load.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <functional>
#include <future>
#include <string>
#include <utility>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Customers who write through HAProxy, 200 messages a second, until they are told to stop.
class balanced_load {
public:
  /// Their phones begin with `prefix`, which no other load has.
  balanced_load(balanced_salon& where, std::string prefix)
      : where_(where),
        customers_(where.haproxy.url(), where.graph, std::move(prefix)),
        waits_(std::async(std::launch::async, [this] { return play(); })) {}

  ~balanced_load() { ending_ = true; }

  /// Stops them; every message got its 200, and each customer one reply to it. More only if the
  /// nodes had been without Redis, which on a busy machine answers late at times: who has such a
  /// customer next cannot know then what was done (docs/guarantees.md, `repeated`).
  void end_and_check() {
    ending_ = true;
    const auto waits = waits_.get();
    CAF_MESSAGE(customers_.sent() << " deliveries, " << customers_.refused()
                                  << " of them not answered with 200, longest wait "
                                  << static_cast<int>(*std::ranges::max_element(waits)) << " ms");
    CAF_CHECK_EQUAL(customers_.refused(), 0u);
    if (customers_.refused() > 0)
      CAF_MESSAGE("HAProxy says:\n" << where_.haproxy.failures());
    std::size_t repeated = 0;
    for (std::size_t i = 0; i < open_load::customers; ++i) {
      webhook_customer who{where_.graph, customers_.phone(i)};
      const auto messages = customers_.sent_by(i);
      CAF_CHECK(messages == 0 || who.has_more_than(messages - 1));
      CAF_CHECK(where_.cluster.transitions_of(who.phone()) >= static_cast<std::int64_t>(messages));
      repeated += who.replies().size() - messages;
    }
    const auto late = where_.cluster.times_logged("event=redis_degraded") - late_before_;
    CAF_MESSAGE("replies too many: " << repeated << ", Redis was late " << late << " times");
    CAF_CHECK(repeated == 0 || late > 0);
    longest_ = *std::ranges::max_element(waits);
  }

  /// In milliseconds.
  double longest() const { return longest_; }

private:
  std::vector<double> play() {
    std::vector<double> all;
    while (!ending_)
      std::ranges::copy(customers_.play(500ms), std::back_inserter(all));
    return all;
  }

  balanced_salon& where_;
  std::size_t late_before_ = where_.cluster.times_logged("event=redis_degraded");
  open_load customers_;
  std::atomic<bool> ending_ = false;
  double longest_ = 0;
  std::future<std::vector<double>> waits_;
};

/// Ends each node in turn, in some way, while it is used, and waits until it is used again.
void start_each_again_after(const std::function<void(std::size_t)>& end) {
  auto& w = world();
  for (std::size_t i = 0; i < 3; ++i) {
    CAF_REQUIRE(w.takes(i, 20));
    end(i);
    w.cluster.node(i).start();
    CAF_REQUIRE(w.cluster.is_whole());
    CAF_REQUIRE(w.takes(i, 20));
  }
}

} // namespace

CAF_TEST(P2_restarting_every_node_in_turn_fails_no_delivery_and_repeats_none) {
  auto& w = world();
  balanced_load customers{w, "+188855100"};
  start_each_again_after([&](std::size_t i) { CAF_CHECK_EQUAL(w.cluster.node(i).terminate(), 0); });
  customers.end_and_check();
}

CAF_TEST(P2_a_node_that_is_killed_fails_no_delivery_and_repeats_none) {
  auto& w = world();
  balanced_load customers{w, "+188855200"};
  start_each_again_after([&](std::size_t i) {
    w.cluster.node(i).kill();
    CAF_REQUIRE(w.takes((i + 1) % 3, 100));
  });
  customers.end_and_check();
}

CAF_TEST(P2_a_node_that_hangs_is_given_up_and_what_it_was_asked_goes_to_another) {
  auto& w = world();
  balanced_load customers{w, "+188855300"};
  CAF_REQUIRE(w.takes(0, 20));
  ::kill(w.cluster.node(0).pid(), SIGSTOP);
  CAF_REQUIRE(w.cluster.sees_nodes({1, 2}, 2));
  CAF_REQUIRE(w.takes(1, 200)); // more than are sent before all are answered
  ::kill(w.cluster.node(0).pid(), SIGCONT);
  CAF_REQUIRE(w.cluster.is_whole());
  CAF_REQUIRE(w.takes(0, 20));
  customers.end_and_check();
  CAF_CHECK(customers.longest() < 10'000);
}

CAF_TEST(P7_nodes_that_do_without_redis_stay_in_rotation) {
  auto& w = world();
  w.cluster.redis.kill();
  for (std::size_t i = 0; i < 3; ++i)
    CAF_REQUIRE(becomes(w.cluster.url(i), "degraded"));
  open_load customers{w.haproxy.url(), w.graph, "+188855400"};
  customers.play(4s); // HAProxy asks each node every second, and believes the second answer
  const std::array before{w.taken_by(0), w.taken_by(1), w.taken_by(2)};
  customers.play(1s);
  CAF_CHECK_EQUAL(customers.refused(), 0u);
  for (std::size_t i = 0; i < 3; ++i)
    CAF_CHECK(w.taken_by(i) > before[i]);
  w.cluster.redis.restart();
  for (std::size_t i = 0; i < 3; ++i)
    CAF_CHECK(becomes(w.cluster.url(i), "ok"));
}
