#define CAF_SUITE part_supervisor

#include "actors/protocol.hpp"
#include "actors/supervision/part_supervisor.hpp"
#include "tests/support/child_process.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <atomic>
#include <stdexcept>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct config : caf::actor_system_config {
  config() { add_message_types<caf::id_block::quickbooking>(); }
};

/// A part that answers a number with the next one, tells its customers by heart, and falls over
/// certain words.
caf::behavior frail(caf::event_based_actor* self, std::atomic<int>* alive) {
  ++*alive;
  self->attach_functor([alive] { --*alive; });
  self->set_exception_handler([](std::exception_ptr&) { return caf::sec::runtime_error; });
  auto heard = std::make_shared<std::string>();
  return {
      [](int x) { return x + 1; },
      [=](const session_clean& x) { *heard += x.customer; },
      [=](const watch_store& x) { self->send(x.watcher, store_replaced{}); },
      [=](const read_session&) { return *heard; },
      [](const std::string&) { throw std::runtime_error{"fell over"}; },
  };
}

/// A part that ends some time after it was told to.
caf::behavior slow_to_end(caf::event_based_actor* self, std::atomic<bool>* told) {
  self->set_exit_handler([told](const caf::exit_msg&) { *told = true; });
  return {[self](caf::ok_atom) { self->quit(caf::exit_reason::user_shutdown); }};
}

struct fixture {
  explicit fixture(restart_limits limits = {}) {
    part what{"frail", [this] { return system.spawn(frail, &alive); }, limits, [this] { ++ended; }};
    handle = spawn_part_supervisor(system, std::move(what), figures, spdlog::default_logger());
  }

  ~fixture() { caf::anon_send_exit(handle, caf::exit_reason::user_shutdown); }

  /// The answer to a number, or 0.
  int ask(int x) {
    int got = 0;
    self->request(handle, 5s, x).receive([&](int y) { got = y; }, [](const caf::error&) {});
    return got;
  }

  std::string heard() {
    std::string got;
    self->request(handle, 5s, read_session{})
        .receive([&](std::string& x) { got = std::move(x); }, [](const caf::error&) {});
    return got;
  }

  void fell_over() { caf::anon_send(handle, std::string{"words"}); }

  bool was_restarted(int times) {
    auto line = R"(quickbooking_part_restarts_total{part="frail"} )" + std::to_string(times);
    return eventually([&] { return figures.text().find(line + "\n") != std::string::npos; });
  }

  void introduce(const std::string& word) {
    caf::anon_send(handle, introduction{caf::make_message(session_clean{word})});
  }

  metrics figures;
  std::atomic<int> alive{0};
  std::atomic<int> ended{0};
  config settings;
  caf::actor_system system{settings};
  caf::scoped_actor self{system};
  caf::actor handle;
};

} // namespace

CAF_TEST(what_is_sent_to_the_supervisor_is_answered_by_the_part) {
  fixture f;
  CAF_CHECK_EQUAL(f.ask(1), 2);
  CAF_CHECK(f.was_restarted(0));
}

CAF_TEST(a_part_that_dies_is_replaced_under_the_same_handle) {
  fixture f;
  for (int i = 1; i <= 5; ++i) {
    f.fell_over();
    CAF_REQUIRE(f.was_restarted(i));
    CAF_CHECK_EQUAL(f.ask(i), i + 1);
  }
  CAF_CHECK_EQUAL(f.alive, 1);
  CAF_CHECK_EQUAL(f.ended, 0);
}

CAF_TEST(a_part_that_dies_too_often_ends_the_node_within_a_second) {
  fixture f{{3, 10s}};
  for (int i = 1; i <= 3; ++i) {
    f.fell_over();
    CAF_REQUIRE(f.was_restarted(i));
  }
  f.fell_over();
  CAF_CHECK(eventually([&] { return f.ended == 1; }, 1s));
  CAF_CHECK_EQUAL(f.ask(1), 0);
  CAF_CHECK_EQUAL(f.alive, 0);
  CAF_CHECK(f.was_restarted(3));
}

CAF_TEST(every_part_is_told_all_introductions_in_their_order_before_anything_else) {
  fixture f;
  f.introduce("noa ");
  f.introduce("dana ");
  CAF_CHECK(eventually([&] { return f.heard() == "noa dana "; }));
  for (int i = 1; i <= 2; ++i) {
    f.fell_over();
    CAF_REQUIRE(f.was_restarted(i));
    CAF_CHECK(f.heard() == "noa dana ");
  }
}

CAF_TEST(who_answers_what_a_new_part_says_first_reaches_that_one) {
  fixture f{{1'000, 10s}};
  auto watcher = f.system.spawn([&f](caf::event_based_actor* self) -> caf::behavior {
    return {[self, part = f.handle](store_replaced) { self->send(part, session_clean{"noa"}); }};
  });
  caf::anon_send(f.handle, introduction{caf::make_message(watch_store{watcher})});
  CAF_REQUIRE(eventually([&] { return f.heard() == "noa"; }));
  for (int i = 1; i <= 100; ++i) {
    f.fell_over();
    CAF_REQUIRE(f.was_restarted(i));
    CAF_REQUIRE(eventually([&] { return f.heard() == "noa"; }, 2s));
  }
  caf::anon_send_exit(watcher, caf::exit_reason::user_shutdown);
}

CAF_TEST(a_request_that_a_dead_part_leaves_in_its_mailbox_gets_an_error_at_once) {
  fixture f{{0, 10s}};
  f.fell_over();
  const auto begin = std::chrono::steady_clock::now();
  CAF_CHECK(eventually([&] { return f.ask(1) == 0; }));
  CAF_CHECK(std::chrono::steady_clock::now() - begin < 4s);
}

CAF_TEST(an_exit_message_ends_the_part_and_then_the_supervisor) {
  fixture f;
  f.self->monitor(f.handle);
  f.self->send_exit(f.handle, caf::exit_reason::user_shutdown);
  auto in_time = true;
  f.self->receive([](const caf::down_msg&) {}, caf::after(5s) >> [&] { in_time = false; });
  CAF_CHECK(in_time);
  CAF_CHECK_EQUAL(f.alive, 0);
  CAF_CHECK_EQUAL(f.ended, 0);
  CAF_CHECK(f.was_restarted(0));
}

CAF_TEST(a_supervisor_that_nobody_holds_waits_for_a_part_that_is_slow_to_end) {
  fixture f;
  std::atomic<bool> told{false};
  const auto slow = f.system.spawn(slow_to_end, &told);
  part what{"slow", [slow] { return slow; }, {}, [] {}};
  auto handle
      = spawn_part_supervisor(f.system, std::move(what), f.figures, spdlog::default_logger());
  f.self->monitor(handle);
  f.self->send_exit(handle, caf::exit_reason::user_shutdown);
  handle = nullptr;
  CAF_REQUIRE(eventually([&] { return told.load(); }));
  f.self->send(slow, caf::ok_atom_v);
  caf::error why;
  f.self->receive([&](const caf::down_msg& x) { why = x.reason; }, caf::after(5s) >> [] {});
  CAF_CHECK(why == caf::exit_reason::user_shutdown); // not `unreachable`
}

CAF_TEST(a_part_that_cannot_be_made_again_ends_the_node) {
  fixture f;
  std::atomic<int> made{0};
  part what{"frail",
            [&] {
              if (made++ > 0)
                throw std::runtime_error{"no more"};
              return f.system.spawn(frail, &f.alive);
            },
            {},
            [&] { ++f.ended; }};
  auto other
      = spawn_part_supervisor(f.system, std::move(what), f.figures, spdlog::default_logger());
  caf::anon_send(other, std::string{"words"});
  CAF_CHECK(eventually([&] { return f.ended == 1; }, 1s));
}
