#define CAF_SUITE many_sessions

// What concerns all sessions at once holds up no message: it is done for some of them at a time.

#include "actors/cluster/peer_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/session/session_figures.hpp"
#include "actors/session/session_supervisor.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/actors/session/sample_snapshot.hpp"
#include "tests/actors/stepped_test.hpp"
#include "tests/support/metrics_text.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr int many = 1'000;

/// Many sessions in virtual time, over a store that has something of each.
struct fixture : test_coordinator_fixture<actor_test_config> {
  fixture() {
    context->salons = demo_catalog();
    context->log = spdlog::default_logger();
    context->figures = &figures;
    context->sessions = &sessions;
    context->cluster = board;
    context->now = now;
    store = sys.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const load_order&) {
                ++loads;
                return load_reply{true, {sample_snapshot(now()), false, {}, {}, {}}};
              },
              [this](const session_dirty&) { ++dirty; },
              [](get_store_health) {
                return store_health{"ok", {}, {}};
              }};
    });
    supervisor = spawn_session_supervisor(sys, context, store, {}, {}, {});
    for (int i = 0; i < many; ++i)
      customers.push_back("+1555" + std::to_string(1'000'000 + i));
    wake(customers);
    CAF_REQUIRE_EQUAL(loads, many);
  }

  ~fixture() override {
    for (auto& x : {supervisor, store})
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  /// A session that is in memory does not ask the store.
  void wake(const std::vector<customer_key>& all) {
    for (auto& x : all)
      caf::anon_send(supervisor, wake_session{x});
    consume_messages();
  }

  template <class Message>
  void tell(Message x) {
    caf::anon_send(supervisor, std::move(x));
    consume_messages();
  }

  /// From now on these are the nodes; the first one is this.
  void ring_is(std::vector<std::string> nodes) {
    board->put(std::make_shared<ring>(nodes.front(), nodes));
    tell(ring_changed{});
  }

  std::vector<customer_key> of_others() const {
    std::vector<customer_key> out;
    std::ranges::copy_if(customers, std::back_inserter(out),
                         [ring = board->current()](auto& x) { return !ring->is_mine(x); });
    return out;
  }

  void pass(std::chrono::milliseconds time) {
    constexpr std::chrono::milliseconds step{5};
    for (; time > 0ms; time -= step) {
      advance_time(step);
      consume_messages();
    }
  }

  int figure(const std::string& name) {
    return static_cast<int>(metric_in(figures.text(), "quickbooking_sessions_" + name).value_or(0));
  }

  metrics figures;
  session_figures sessions{figures};
  std::shared_ptr<cluster_board> board
      = std::make_shared<cluster_board>(std::make_shared<ring>("a", std::vector<std::string>{}));
  std::shared_ptr<node_context> context = std::make_shared<node_context>();
  std::vector<customer_key> customers;
  int loads = 0;
  int dirty = 0; ///< sessions that have to be written
  caf::actor store;
  caf::actor supervisor;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(many_sessions, fixture)

CAF_TEST(P10_sessions_of_other_nodes_leave_some_at_a_time) {
  ring_is({"a", "b"});
  const auto others = static_cast<int>(of_others().size());
  CAF_CHECK(figure("handed_over_total") > 0);
  CAF_CHECK(figure("handed_over_total") < others / 2);
  pass(1s);
  CAF_CHECK_EQUAL(figure("handed_over_total"), others);
}

CAF_TEST(when_the_ring_changes_once_more_all_that_others_have_leave) {
  ring_is({"a", "b"});
  ring_is({"a", "c"});
  pass(1s);
  loads = 0;
  const auto others = of_others();
  wake(others);
  CAF_CHECK_EQUAL(loads, static_cast<int>(others.size()));
}

CAF_TEST(P10_idle_sessions_leave_some_at_a_time) {
  context->idle_release = 0s;
  pass(1s);
  CAF_CHECK(figure("in_memory") < many);
  CAF_CHECK(figure("in_memory") > many / 2);
  pass(1s);
  CAF_CHECK_EQUAL(figure("in_memory"), 0);
}

CAF_TEST(P10_sessions_rest_some_at_a_time) {
  context->rest_after = 0s;
  pass(1s);
  CAF_CHECK(figure("resting") > 0);
  CAF_CHECK(figure("resting") < many / 2);
  pass(1s);
  CAF_CHECK_EQUAL(figure("resting"), many);
}

CAF_TEST(P10_sessions_hear_some_at_a_time_that_the_store_was_replaced) {
  tell(store_replaced{});
  CAF_CHECK(dirty > 0);
  CAF_CHECK(dirty < many / 2);
  pass(1s);
  CAF_CHECK_EQUAL(dirty, many);
}

CAF_TEST(P3_no_session_leaves_before_it_has_heard_that_the_store_was_replaced) {
  context->idle_release = 0s;
  pass(995ms);
  tell(store_replaced{});
  pass(1s);
  CAF_CHECK_EQUAL(dirty, many);
  CAF_CHECK_EQUAL(figure("in_memory"), many);
}

CAF_TEST_FIXTURE_SCOPE_END()
