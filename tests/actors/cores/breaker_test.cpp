#define CAF_SUITE breaker

#include "actors/cores/breaker.hpp"

#include <caf/test/unit_test.hpp>

#include <string>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

breaker opened() {
  breaker x;
  x.failure("connection reset", start, 0);
  return x;
}

} // namespace

CAF_TEST(a_new_breaker_lets_all_pass) {
  breaker x;
  CAF_CHECK(x.allows());
  CAF_CHECK_EQUAL(x.reason(), "");
  CAF_CHECK(!x.probe_due(start + 24h));
  CAF_CHECK(x.next_event() == steady_time::max());
}

CAF_TEST(the_first_failure_opens) {
  auto x = opened();
  CAF_CHECK(!x.allows());
  CAF_CHECK_EQUAL(x.reason(), "connection reset");
  CAF_CHECK(x.since() == start);
}

CAF_TEST(an_open_breaker_allows_exactly_one_probe) {
  auto x = opened();
  CAF_CHECK(!x.start_probe(start));
  CAF_CHECK(x.start_probe(start + 50ms));
  CAF_CHECK(x.current() == breaker::state::half_open);
  CAF_CHECK(!x.start_probe(start + 51ms));
  CAF_CHECK(!x.start_probe(start + 1h));
  CAF_CHECK(!x.allows());
}

CAF_TEST(a_successful_probe_closes) {
  auto x = opened();
  x.start_probe(start + 50ms);
  x.probe_succeeded(start + 51ms);
  CAF_CHECK(x.allows());
  CAF_CHECK(x.since() == start + 51ms);
  CAF_CHECK_EQUAL(x.reason(), "");
  CAF_CHECK(x.next_event() == steady_time::max());
}

CAF_TEST(a_failed_probe_reopens_and_keeps_since) {
  auto x = opened();
  x.start_probe(start + 50ms);
  x.probe_failed("LOADING", start + 60ms, 0);
  CAF_CHECK(x.current() == breaker::state::open);
  CAF_CHECK(x.since() == start);
  CAF_CHECK_EQUAL(x.reason(), "LOADING");
  CAF_CHECK(!x.probe_due(start + 60ms));
}

CAF_TEST(results_from_before_the_opening_change_nothing) {
  auto x = opened();
  x.probe_succeeded(start + 1ms);
  x.failure("late", start + 1ms, 0);
  CAF_CHECK(x.current() == breaker::state::open);
  x.start_probe(start + 50ms);
  x.failure("late", start + 52ms, 0);
  CAF_CHECK(x.current() == breaker::state::half_open);
  CAF_CHECK_EQUAL(x.reason(), "connection reset");
}

CAF_TEST(probes_back_off_to_the_cap_with_jitter_below_it) {
  for (auto jitter : {0.0, 0.5, 0.999}) {
    breaker x;
    auto now = start;
    x.failure("reset", now, jitter);
    for (auto full : {50ms, 100ms, 200ms, 250ms, 250ms}) {
      const auto wait = x.next_event() - now;
      CAF_CHECK(wait >= full / 2);
      CAF_CHECK(wait <= full);
      now = x.next_event();
      CAF_REQUIRE(x.start_probe(now));
      x.probe_failed("reset", now, jitter);
    }
  }
}

CAF_TEST(a_probe_that_never_ends_is_given_up) {
  auto x = opened();
  x.start_probe(start + 50ms);
  x.tick(start + 549ms, 0);
  CAF_CHECK(x.current() == breaker::state::half_open);
  x.tick(start + 550ms, 0);
  CAF_CHECK(x.current() == breaker::state::open);
  x.probe_succeeded(start + 551ms);
  CAF_CHECK(!x.allows());
}

// Whenever Redis comes back, and whether earlier probes fail at once or hang.
CAF_TEST(it_closes_within_two_seconds_of_the_recovery) {
  for (auto back = start; back < start + 3s; back += 7ms) {
    for (auto hangs : {false, true}) {
      auto x = opened();
      while (!x.allows()) {
        const auto now = x.next_event();
        CAF_REQUIRE(now < back + 2s);
        x.tick(now, 0.999);
        if (!x.start_probe(now))
          continue;
        if (now >= back)
          x.probe_succeeded(now + 300ms);
        else if (!hangs)
          x.probe_failed("reset", now, 0.999);
      }
      CAF_CHECK(x.since() < back + 2s);
    }
  }
}
