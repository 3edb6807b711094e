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
  x.failure(redis_fault::lost, "connection reset", start, 0);
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

CAF_TEST(a_lost_connection_opens_at_once) {
  auto x = opened();
  CAF_CHECK(!x.allows());
  CAF_CHECK_EQUAL(x.reason(), "connection reset");
  CAF_CHECK(x.since() == start);
}

CAF_TEST(a_refusal_opens_at_once) {
  breaker x;
  x.failure(redis_fault::refused, "READONLY", start, 0);
  CAF_CHECK(!x.allows());
}

CAF_TEST(the_third_timeout_in_a_row_opens) {
  breaker x;
  x.failure(redis_fault::timeout, "100 ms", start, 0);
  x.failure(redis_fault::timeout, "100 ms", start + 1ms, 0);
  CAF_CHECK(x.allows());
  x.failure(redis_fault::timeout, "100 ms", start + 2ms, 0);
  CAF_CHECK(!x.allows());
  CAF_CHECK(x.since() == start + 2ms);
}

CAF_TEST(a_success_forgives_earlier_timeouts) {
  breaker x;
  for (auto i = 0; i < 10; ++i) {
    x.failure(redis_fault::timeout, "100 ms", start + i * 100ms, 0);
    x.failure(redis_fault::timeout, "100 ms", start + i * 100ms, 0);
    x.success(start + i * 100ms + 1ms);
  }
  x.tick(start + 1h, 0);
  CAF_CHECK(x.allows());
}

CAF_TEST(a_hung_redis_is_seen_within_a_second_without_traffic) {
  breaker x;
  x.failure(redis_fault::timeout, "100 ms", start, 0);
  x.tick(start + 499ms, 0);
  CAF_CHECK(x.allows());
  x.tick(x.next_event(), 0);
  CAF_CHECK(!x.allows());
  CAF_CHECK(x.since() - start < 1s);
}

CAF_TEST(two_slow_timeouts_open) {
  breaker x;
  x.failure(redis_fault::timeout, "100 ms", start, 0);
  x.failure(redis_fault::timeout, "100 ms", start + 600ms, 0);
  CAF_CHECK(!x.allows());
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
  x.success(start + 1ms);
  x.probe_succeeded(start + 1ms);
  x.failure(redis_fault::timeout, "late", start + 1ms, 0);
  CAF_CHECK(x.current() == breaker::state::open);
  x.start_probe(start + 50ms);
  x.success(start + 51ms);
  x.failure(redis_fault::lost, "late", start + 52ms, 0);
  CAF_CHECK(x.current() == breaker::state::half_open);
  CAF_CHECK_EQUAL(x.reason(), "connection reset");
}

CAF_TEST(probes_back_off_to_the_cap_with_jitter_below_it) {
  for (auto jitter : {0.0, 0.5, 0.999}) {
    breaker x;
    auto now = start;
    x.failure(redis_fault::lost, "reset", now, jitter);
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
  x.tick(start + 249ms, 0);
  CAF_CHECK(x.current() == breaker::state::half_open);
  x.tick(start + 250ms, 0);
  CAF_CHECK(x.current() == breaker::state::open);
  x.probe_succeeded(start + 251ms);
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
          x.probe_succeeded(now + 100ms);
        else if (!hangs)
          x.probe_failed("reset", now, 0.999);
      }
      CAF_CHECK(x.since() < back + 2s);
    }
  }
}
