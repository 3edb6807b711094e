#define CAF_SUITE restarted_parts

// Real parts behind their supervisor. What kills them is their clock, which fails once when told.

#include "actors/calendar/calendar_actor.hpp"
#include "actors/http/front_door.hpp"
#include "actors/protocol.hpp"
#include "actors/session/session_figures.hpp"
#include "actors/session/session_supervisor.hpp"
#include "actors/store/store_supervisor.hpp"
#include "actors/supervision/part_supervisor.hpp"
#include "net/loop/event_loop.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/actors/calendar/store_fixture.hpp"
#include "tests/support/metrics_text.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <caf/all.hpp>
#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

#include <atomic>
#include <stdexcept>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct fixture {
  fixture() {
    context->salons = demo_catalog();
    context->log = spdlog::default_logger();
    context->calendars = calendars;
    context->figures = &figures;
    context->sessions = &sessions_figures;
    context->now = now;
  }

  ~fixture() {
    for (auto& x : actors)
      caf::anon_send_exit(x, caf::exit_reason::user_shutdown);
  }

  std::function<instant()> failing_clock() {
    return [this] {
      if (clock_fails.exchange(false))
        throw std::runtime_error{"the clock failed"};
      return now();
    };
  }

  caf::actor supervised(const std::string& name, std::function<caf::actor()> make) {
    return kept(spawn_part_supervisor(
        system, {name, std::move(make), {}, [] { CAF_ERROR("given up"); }}, figures, context->log));
  }

  caf::actor kept(caf::actor x) {
    actors.push_back(x);
    return x;
  }

  template <class Answer, class Question>
  std::optional<Answer> ask(const caf::actor& whom, Question what,
                            std::chrono::milliseconds limit = 20s) {
    std::optional<Answer> got;
    caf::scoped_actor self{system};
    self->request(whom, limit, std::move(what))
        .receive([&](Answer& x) { got = std::move(x); }, [](const caf::error&) {});
    return got;
  }

  double figure(const std::string& name) { return metric_in(figures.text(), name).value_or(0); }

  bool was_restarted(const std::string& part) {
    return eventually(
        [&] { return figure("quickbooking_part_restarts_total{part=\"" + part + "\"}") == 1; });
  }

  std::atomic<bool> clock_fails{false};
  metrics figures;
  session_figures sessions_figures{figures};
  std::shared_ptr<calendar_board> calendars = std::make_shared<calendar_board>();
  std::shared_ptr<node_context> context = std::make_shared<node_context>();
  event_loop loop;
  actor_test_config settings;
  caf::actor_system system{settings};
  std::vector<caf::actor> actors;
};

/// Sessions over a supervised store on a real Redis.
struct store_fixture : fixture {
  store_fixture() {
    store_options where;
    where.where.port = redis.port();
    store = supervised("store", [this, where] {
      return spawn_store_supervisor(system, loop.context(), where, failing_clock(), figures,
                                    context->log);
    });
    auto calendar = kept(spawn_calendar(system, std::make_shared<memory_store>(), calendars,
                                        context->salons, figures, context->log, now));
    sessions = kept(spawn_session_supervisor(system, context, store, {}, calendar, {}));
    caf::anon_send(store, introduction{caf::make_message(watch_store{sessions})});
  }

  bool says(int customer, const std::string& words) {
    inbound_message x;
    x.customer = phone(customer);
    x.salon_id = context->salons->salons().front().id;
    x.message_id = "m" + std::to_string(++messages);
    x.given_customer = x.customer;
    x.sent_at = now();
    x.via = channel::api;
    x.content = typed_text{words};
    auto result = ask<turn_result>(sessions, std::move(x));
    return result && result->what == turn_result::kind::handled;
  }

  bool is(const std::string& state) {
    return eventually([&] {
      auto health = ask<store_health>(store, get_store_health{});
      return health && health->state == state;
    });
  }

  std::size_t dirty() {
    auto health = ask<store_health>(store, get_store_health{});
    return health ? health->dirty_sessions : 0;
  }

  static customer_key phone(int i) { return "+1555000" + std::to_string(6000 + i); }

  private_redis redis;
  caf::actor store;
  caf::actor sessions;
  int messages = 0;
};

caf::behavior never_answers(caf::stateful_actor<std::vector<caf::response_promise>>* self) {
  return {[self](const inbound_message&) { self->state.push_back(self->make_response_promise()); }};
}

struct noted_answer {
  std::shared_ptr<int> alive = std::make_shared<int>(0);
  std::atomic<int> status{0};

  http_responder responder() {
    return [this, held = alive](const http_response& x) { status = x.status; };
  }

  /// The server answers 500 to these.
  bool was_dropped() const { return alive.use_count() == 1 && status == 0; }
};

http_call tap(noted_answer& to, const std::string& path) {
  http_request x;
  x.method = "POST";
  x.path = path;
  x.body = R"({"buttonId":"more","customerPhone":"+15550006001"})";
  x.from_loopback = true;
  return {std::move(x), to.responder()};
}

} // namespace

CAF_TEST(a_store_that_dies_while_sessions_are_dirty_has_all_of_them_written) {
  constexpr int customers = 50;
  store_fixture f;
  CAF_REQUIRE(f.is("ok"));
  CAF_REQUIRE(f.says(0, "Haircut tomorrow 3pm"));
  f.redis.kill();
  CAF_REQUIRE(f.is("degraded"));
  for (int i = 0; i < customers; ++i)
    CAF_REQUIRE(f.says(i, "Haircut tomorrow 3pm"));
  CAF_REQUIRE(eventually([&] { return f.dirty() == customers; }));
  f.clock_fails = true; // it is looked at when Redis is back
  f.redis.restart();
  CAF_REQUIRE(f.was_restarted("store"));
  CAF_REQUIRE(f.is("ok"));
  CAF_CHECK(eventually([&] { return f.dirty() == 0; }));
  redis_probe probe{f.redis.port()};
  std::vector<std::string> keys{"EXISTS"};
  for (int i = 0; i < customers; ++i)
    keys.push_back("booking:session:" + f.phone(i));
  CAF_CHECK(eventually([&] { return probe.number(keys) == customers; }));
}

CAF_TEST(a_store_that_died_is_degraded_for_less_than_a_second) {
  store_fixture f;
  CAF_REQUIRE(f.is("ok"));
  f.clock_fails = true;
  f.redis.kill();
  f.redis.restart();
  CAF_REQUIRE(f.was_restarted("store"));
  const auto begin = std::chrono::steady_clock::now();
  CAF_REQUIRE(f.is("ok"));
  CAF_CHECK(std::chrono::steady_clock::now() - begin < 1s);
  CAF_CHECK(f.says(1, "Haircut tomorrow 3pm"));
}

CAF_TEST(a_calendar_that_dies_knows_all_bookings_again) {
  fixture f;
  temporary_directory folder;
  std::shared_ptr<calendar_store> file = open_store(folder.file("bookings"));
  auto calendar = f.supervised("calendar", [&f, file] {
    return spawn_calendar(f.system, file, f.calendars, f.context->salons, f.figures, f.context->log,
                          f.failing_clock());
  });
  auto& salon = f.context->salons->salons().front().id;
  auto outcome = [&](const std::string& customer) {
    auto got = f.ask<booking_outcome>(calendar, request_of(customer, 0, "sarah", salon));
    CAF_REQUIRE(got);
    return got->what;
  };
  CAF_REQUIRE(outcome("noa") == booking_outcome::kind::booked);
  f.clock_fails = true;
  CAF_CHECK(!f.ask<calendar_view_ptr>(calendar, read_calendar{salon}, 1s));
  CAF_REQUIRE(f.was_restarted("calendar"));
  auto view = f.ask<calendar_view_ptr>(calendar, read_calendar{salon});
  CAF_REQUIRE(view);
  CAF_CHECK(is_busy(**view, "sarah", noon, noon + 1h));
  CAF_CHECK(outcome("noa") == booking_outcome::kind::already_booked);
  CAF_CHECK(outcome("dana") == booking_outcome::kind::taken);
}

CAF_TEST(a_front_door_that_dies_drops_its_open_calls_and_the_next_one_is_answered) {
  fixture f;
  f.context->now = f.failing_clock();
  noted_answer open;
  noted_answer deadly;
  noted_answer next;
  auto silent = f.kept(f.system.spawn(never_answers));
  auto door = f.supervised("front_door", [&f, silent] {
    return spawn_front_door(f.system, f.context, {}, silent, silent, silent);
  });
  caf::anon_send(door, tap(open, "/v1/button-clicks"));
  caf::anon_send(door, tap(next, "/healthz")); // no POST: answered at once
  CAF_REQUIRE(eventually([&] { return next.status == 405; }));
  CAF_CHECK(!open.was_dropped());
  f.clock_fails = true;
  caf::anon_send(door, tap(deadly, "/v1/button-clicks"));
  CAF_REQUIRE(f.was_restarted("front_door"));
  CAF_CHECK(eventually([&] { return open.was_dropped() && deadly.was_dropped(); }));
  next.status = 0;
  caf::anon_send(door, tap(next, "/healthz"));
  CAF_CHECK(eventually([&] { return next.status == 405; }));
}
