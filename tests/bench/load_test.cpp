#define CAF_SUITE load

#include "bench/driver/load.hpp"
#include "net/http/http_server.hpp"
#include "net/loop/event_loop.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

http_response card() { return {200, R"({"success":true,"messageType":"text"})", "text/plain", {}}; }

/// Answers as it is told; on a thread of its own.
struct server {
  explicit server(http_handler handler)
      : http(*http_server::listen(loop.context(), "127.0.0.1", 0, {}, std::move(handler))) {}

  /// Customers who ask one question each.
  load_plan plan() const {
    load_plan out;
    out.port = http->port();
    out.connections = 4;
    out.kind = journey_kind::question;
    out.customer = [](std::uint64_t i) {
      return journey_customer{"+1555" + std::to_string(i), "s"};
    };
    return out;
  }

  event_loop loop;
  std::shared_ptr<http_server> http;
};

} // namespace

CAF_TEST(so_many_journeys_as_were_asked_for_are_played_and_measured) {
  std::mutex mutex;
  std::set<std::string> bodies;
  server it{[&](const http_request& request, const http_responder& respond) {
    const std::lock_guard guard{mutex};
    bodies.insert(request.body);
    respond(card());
  }};
  auto plan = it.plan();
  plan.journeys = 103;
  int begun = 0;
  int ended = 0;
  plan.begun = [&] { ++begun; };
  plan.ended = [&] { ++ended; };
  const auto figures = run_load(plan);
  CAF_CHECK_EQUAL(figures.journeys, 103u);
  CAF_CHECK_EQUAL(figures.transitions, 103u);
  CAF_CHECK_EQUAL(figures.microseconds.size(), 103u);
  CAF_CHECK_EQUAL(figures.bytes, 103 * card().body.size());
  CAF_CHECK_EQUAL(figures.errors, 0u);
  CAF_CHECK(figures.seconds > 0);
  CAF_CHECK_EQUAL(begun, 1);
  CAF_CHECK_EQUAL(ended, 1);
  const std::lock_guard guard{mutex};
  CAF_CHECK_EQUAL(bodies.size(), 103u);
}

CAF_TEST(a_closed_loop_ends_with_its_time) {
  server it{[](const http_request&, const http_responder& respond) { respond(card()); }};
  auto plan = it.plan();
  plan.warm_up = 50ms;
  plan.measured = 200ms;
  const auto figures = run_load(plan);
  CAF_CHECK(figures.transitions > 0);
  CAF_CHECK(figures.seconds > 0.19);
  CAF_CHECK(figures.seconds < 2);
  CAF_CHECK_EQUAL(figures.errors, 0u);
}

CAF_TEST(journeys_of_an_open_load_come_at_their_rate) {
  server it{[](const http_request&, const http_responder& respond) { respond(card()); }};
  auto plan = it.plan();
  plan.measured = 1s;
  plan.journeys_per_second = 300;
  const auto figures = run_load(plan);
  CAF_CHECK(figures.transitions > 200); // 300 +- 5 standard deviations
  CAF_CHECK(figures.transitions < 400);
  CAF_CHECK_EQUAL(figures.errors, 0u);
}

/// A driver that waits with the server would show one long answer for each connection.
CAF_TEST(a_server_that_stalls_is_late_for_all_who_were_to_come_meanwhile) {
  constexpr auto stall = 300ms;
  std::atomic<int> requests{0};
  server it{[&](const http_request&, const http_responder& respond) {
    if (++requests == 20)
      std::this_thread::sleep_for(stall);
    respond(card());
  }};
  auto plan = it.plan();
  plan.measured = 800ms;
  plan.journeys_per_second = 500;
  const auto figures = run_load(plan);
  const auto late
      = std::ranges::count_if(figures.microseconds, [](float x) { return x > 100'000; });
  CAF_CHECK(late > 50); // of 100 who were due in the first 200 ms of the stall
  CAF_CHECK(figures.most_waiting > 50);
}

CAF_TEST(refusals_are_errors_and_the_first_is_told) {
  server it{[](const http_request&, const http_responder& respond) {
    respond(error_response(503, {"overloaded", "too much"}));
  }};
  auto plan = it.plan();
  plan.journeys = 10;
  const auto figures = run_load(plan);
  CAF_CHECK_EQUAL(figures.errors, 10u);
  CAF_CHECK_EQUAL(figures.journeys, 0u);
  CAF_CHECK(figures.first_problem.find("overloaded") != std::string::npos);
}

CAF_TEST(a_server_that_closes_ends_the_run_with_an_error) {
  std::shared_ptr<http_server> to_close;
  server it{[&](const http_request&, const http_responder& respond) {
    to_close->stop_accepting();
    respond(card());
  }};
  to_close = it.http;
  auto plan = it.plan();
  plan.measured = 10s;
  const auto figures = run_load(plan);
  CAF_CHECK(figures.errors > 0);
  CAF_CHECK(!figures.first_problem.empty());
}
