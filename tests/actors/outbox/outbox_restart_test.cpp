#define CAF_SUITE outbox_restart

#include "actors/outbox/due_replies.hpp"
#include "actors/outbox/order_keeper.hpp"
#include "actors/supervision/part_supervisor.hpp"
#include "tests/actors/outbox/outbox_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <utility>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

const auto nothing_yet = [](const graph_post&) { return std::nullopt; };

/// A keeper before a supervised outbox; the double of the Graph API may throw.
struct restart_fixture : outbox_fixture {
  restart_fixture() {
    options.messages_per_second = 1'000;
    keeper = spawn_order_keeper(sys, listener, figures, log);
    box = keeper; // where `order` sends to
    outbox = spawn_part_supervisor(
        sys, {"outbox", [this] { return make_outbox(); }, {}, [this] { ++given_up; }}, figures,
        log);
    consume_messages();
  }

  ~restart_fixture() override {
    caf::anon_send_exit(outbox, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  caf::actor make_outbox() {
    auto made = spawn_outbox(sys, graph, options, keeper, figures, log);
    caf::anon_send(keeper, outbox_started{made});
    return made;
  }

  /// The posts with these numbers, counted from 1, end the outbox.
  void throw_at(std::set<int> which) {
    graph->answer = [this, which](const graph_post&) {
      if (which.contains(++count))
        throw std::runtime_error{"cannot post"};
      return accepted_answer();
    };
  }

  /// All that a customer was sent, without what was sent again.
  strings got(const std::string& customer) const {
    strings seen;
    for (auto& x : graph->posts)
      if ("+" + x.customer == customer || x.customer == customer)
        if (std::find(seen.begin(), seen.end(), x.out_id) == seen.end())
          seen.push_back(x.out_id);
    return seen;
  }

  std::string restarts() const {
    return figure(R"(quickbooking_part_restarts_total{part="outbox"})");
  }

  caf::actor keeper;
  caf::actor outbox;
  int count = 0;
  int given_up = 0;
};

/// Due replies with a store that is away until `is_there`, and a clock that may fail.
struct due_fixture : test_coordinator_fixture<outbox_config> {
  due_fixture() {
    store = sys.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](const command_order& x) {
                if (is_there)
                  told.push_back(x.args);
                return command_reply{is_there, {}};
              },
              [this](const find_due&) {
                return due_found{is_there, {}};
              },
              [](const reply_ended&) {}};
    });
    archive = sys.spawn(
        [](caf::event_based_actor*) -> caf::behavior { return {[](const send_report&) {}}; });
    auto now = [this] {
      if (std::exchange(clock_fails, false))
        throw std::runtime_error{"the clock failed"};
      return instant{};
    };
    auto book = std::make_shared<report_book>();
    due = spawn_part_supervisor(sys,
                                {"due_replies",
                                 [=, this] {
                                   return spawn_due_replies(sys, store, archive, now, figures,
                                                            spdlog::default_logger(), book);
                                 },
                                 {},
                                 nullptr},
                                figures, spdlog::default_logger());
    caf::anon_send(due, introduction{caf::make_message(start_resending{store})});
    consume_messages();
  }

  ~due_fixture() override {
    caf::anon_send_exit(due, caf::exit_reason::user_shutdown);
    caf::anon_send_exit(store, caf::exit_reason::user_shutdown);
    caf::anon_send_exit(archive, caf::exit_reason::user_shutdown);
    consume_messages();
  }

  void wait_a_second() {
    advance_time(1s);
    consume_messages();
  }

  metrics figures;
  bool is_there = false;
  bool clock_fails = false;
  std::vector<strings> told;
  caf::actor store;
  caf::actor archive;
  caf::actor due;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(outbox_restart_tests, restart_fixture)

CAF_TEST(an_outbox_that_dies_delivers_all_orders_of_all_customers_in_their_order) {
  throw_at({1, 4, 9, 10, 37});
  for (int i = 0; i < 5; ++i)
    for (int customer = 0; customer < 10; ++customer)
      caf::anon_send(
          box, send_order{phone(customer), "n1", "o" + std::to_string(i), text_reply{"Hello"}});
  consume_messages();
  wait(120s);
  CAF_CHECK_EQUAL(restarts(), "5");
  CAF_CHECK_EQUAL(given_up, 0);
  CAF_CHECK_EQUAL(reports.size(), 50u);
  CAF_CHECK(std::all_of(reports.begin(), reports.end(), [](auto& x) { return x.delivered; }));
  for (int customer = 0; customer < 10; ++customer)
    CAF_CHECK_EQUAL(got(phone(customer)), (strings{"o0", "o1", "o2", "o3", "o4"}));
}

CAF_TEST(what_was_under_way_when_it_died_is_sent_again) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  order(phone(1), "b");
  throw_at({1});
  order(phone(2), "c");
  wait(10s);
  CAF_CHECK_EQUAL(restarts(), "1");
  CAF_CHECK_EQUAL(figure("quickbooking_orders_repeated_total"), "3");
  CAF_CHECK_EQUAL(got(phone(1)), (strings{"a", "b"}));
  CAF_CHECK_EQUAL(reports.size(), 3u);
}

CAF_TEST(what_has_its_report_is_not_sent_again) {
  order(phone(1), "a");
  CAF_REQUIRE_EQUAL(reports.size(), 1u);
  throw_at({1});
  order(phone(2), "b");
  wait(10s);
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"a", "b", "b"}));
  CAF_CHECK_EQUAL(reports.size(), 2u);
}

CAF_TEST(what_it_refuses_is_not_kept) {
  graph->answer = nothing_yet;
  const auto orders = static_cast<int>(options.per_customer) + 5;
  for (int i = 0; i < orders; ++i)
    order(phone(1), "o" + std::to_string(i));
  CAF_REQUIRE_EQUAL(reports.size(), 5u);
  throw_at({1});
  order(phone(2), "deadly");
  CAF_CHECK_EQUAL(figure("quickbooking_orders_repeated_total"),
                  std::to_string(options.per_customer + 1));
}

CAF_TEST(a_drain_asked_of_an_outbox_that_dies_is_answered) {
  graph->answer = nothing_yet;
  order(phone(1), "a");
  auto drained = self->request(keeper, caf::infinite, drain_orders{60s});
  consume_messages();
  throw_at({1});
  order(phone(2), "b");
  auto answered = false;
  drained.receive([&](std::uint64_t left) { answered = left > 0; },
                  [&](const caf::error&) { answered = true; });
  CAF_CHECK(answered);
}

CAF_TEST(an_order_that_no_outbox_survives_ends_the_node) {
  graph->answer = [](const graph_post&) -> std::optional<graph_http_answer> {
    throw std::runtime_error{"cannot post"};
  };
  order(phone(1), "a");
  CAF_CHECK_EQUAL(restarts(), "5");
  CAF_CHECK_EQUAL(given_up, 1);
}

CAF_TEST_FIXTURE_SCOPE_END()

CAF_TEST_FIXTURE_SCOPE(due_replies_restart_tests, due_fixture)

CAF_TEST(reports_that_the_store_has_not_heard_of_outlive_the_actor_that_tells_them) {
  for (auto id : {"a", "b", "c"})
    caf::anon_send(due, send_report{"+15550000001", id, true, {}});
  consume_messages();
  wait_a_second();
  clock_fails = true;
  wait_a_second();
  CAF_REQUIRE(figures.text().find(R"(restarts_total{part="due_replies"} 1)") != std::string::npos);
  CAF_CHECK(told.empty());
  is_there = true;
  wait_a_second();
  CAF_CHECK_EQUAL(told.size(), 6u); // two commands each
}

CAF_TEST_FIXTURE_SCOPE_END()
