#define CAF_SUITE outbox_threads

#include "actors/outbox/outbox.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/actors/outbox/graph_double.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using clock = std::chrono::steady_clock;

struct config : caf::actor_system_config {
  config() {
    add_message_types<caf::id_block::quickbooking>();
    add_message_types<caf::id_block::quickbooking_outbox>();
    set("scheduler.policy", caf::atom("sharing"));
  }
};

/// Answers after 2 ms from the loop's thread; the number `stuck` gets no answer at all.
class slow_graph : public graph_client {
public:
  explicit slow_graph(boost::asio::io_context& loop) : loop_{loop} {}

  void post_message(std::string number, std::string, std::string,
                    std::function<void(graph_http_answer)> done) override {
    if (number == "stuck") {
      ++stuck;
      return;
    }
    boost::asio::post(loop_, [this, done = std::move(done)] {
      auto timer = std::make_shared<boost::asio::steady_timer>(loop_, 2ms);
      timer->async_wait([timer, done](auto) { done(accepted_answer()); });
    });
  }

  std::atomic<int> stuck = 0;

private:
  boost::asio::io_context& loop_;
};

/// Knows when each order was given and when it ended.
class stop_watch {
public:
  void started(const std::string& out_id) {
    std::lock_guard guard{mutex_};
    begun_[out_id] = clock::now();
  }

  void ended(const send_report& x) {
    std::lock_guard guard{mutex_};
    took_.push_back(clock::now() - begun_.at(x.out_id));
    begun_.erase(x.out_id);
    changed_.notify_all();
  }

  /// The times of all orders that ended, ascending, once there are `n`; fewer after 30 s.
  std::vector<clock::duration> wait_for(std::size_t n) {
    std::unique_lock guard{mutex_};
    changed_.wait_for(guard, 30s, [&] { return took_.size() >= n; });
    std::sort(took_.begin(), took_.end());
    return took_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::string, clock::time_point> begun_;
  std::vector<clock::duration> took_;
};

} // namespace

CAF_TEST(a_stuck_number_delays_nobody_else) {
  event_loop loop;
  metrics figures;
  stop_watch watch;
  config cfg;
  caf::actor_system system{cfg};
  auto graph = std::make_shared<slow_graph>(loop.context());
  outbox_options options;
  options.default_token = "secret";
  options.messages_per_second = 1'000;
  auto listener = system.spawn([&](caf::event_based_actor*) -> caf::behavior {
    return {[&](const send_report& x) { watch.ended(x); }};
  });
  auto box = spawn_outbox(system, graph, options, listener, figures, spdlog::default_logger());
  for (auto i = 0; i < 1'000; ++i)
    for (const std::string number : {"stuck", "n1", "n2"}) {
      const auto out_id = number + '/' + std::to_string(i);
      watch.started(out_id);
      caf::anon_send(box,
                     send_order{"+1555" + std::to_string(i), number, out_id, text_reply{"Hello"}});
    }
  const auto took = watch.wait_for(2'000);
  CAF_REQUIRE_EQUAL(took.size(), 2'000u);
  CAF_CHECK_EQUAL(graph->stuck.load(), send_limits{}.at_once_per_number);
  CAF_CHECK(took.back() < 10s);
  CAF_MESSAGE("slowest order: " << took.back().count() / 1'000'000 << " ms");
  loop.stop();
  caf::anon_send_exit(box, caf::exit_reason::user_shutdown);
  caf::anon_send_exit(listener, caf::exit_reason::user_shutdown);
}
