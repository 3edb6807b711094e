#define CAF_SUITE zone
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <random>
#include <thread>

using namespace quickbooking;
using namespace std::chrono_literals;

CAF_TEST(known_zones_are_known) {
  CAF_CHECK(is_known_zone("America/New_York"));
  CAF_CHECK(is_known_zone("Asia/Jerusalem"));
  CAF_CHECK(is_known_zone("UTC"));
  CAF_CHECK(!is_known_zone("America/Atlantis"));
  CAF_CHECK(!is_known_zone(""));
  CAF_CHECK(!is_known_zone("../../etc/passwd"));
}

CAF_TEST(a_civil_time_goes_forth_and_back) {
  const auto t = parse_iso8601("2027-03-05T20:00:00.000Z").value();
  CAF_CHECK(to_civil(new_york, t) == (civil_time{day("2027-03-05"), 15h}));
  CAF_CHECK(to_instant(new_york, day("2027-03-05"), 15h) == t);
  CAF_CHECK(to_civil("Asia/Kathmandu", t) == (civil_time{day("2027-03-06"), 1h + 45min}));
}

CAF_TEST(minutes_beyond_midnight_are_on_the_next_day) {
  CAF_CHECK(to_instant(new_york, day("2026-12-31"), 25h) == at("2027-01-01 01:00"));
}

CAF_TEST(a_skipped_hour_has_no_instant) {
  CAF_CHECK(!to_instant(new_york, day("2027-03-14"), 2h));
  CAF_CHECK(!to_instant(new_york, day("2027-03-14"), 2h + 59min));
  CAF_CHECK_EQUAL(to_iso8601(at("2027-03-14 01:59")), "2027-03-14T06:59:00.000Z");
  CAF_CHECK_EQUAL(to_iso8601(at("2027-03-14 03:00")), "2027-03-14T07:00:00.000Z");
  CAF_CHECK_EQUAL(to_iso8601(to_instant_or_gap_end(new_york, day("2027-03-14"), 2h + 30min)),
                  "2027-03-14T07:00:00.000Z");
}

CAF_TEST(of_a_repeated_hour_the_first_is_meant) {
  CAF_CHECK_EQUAL(to_iso8601(at("2026-11-01 01:30")), "2026-11-01T05:30:00.000Z");
  CAF_CHECK_EQUAL(to_iso8601(at("2026-11-01 02:00")), "2026-11-01T07:00:00.000Z");
  CAF_CHECK_EQUAL(shown(parse_iso8601("2026-11-01T06:30:00Z").value()), "2026-11-01 01:30");
}

CAF_TEST(midnight_itself_may_be_skipped) {
  CAF_CHECK(!to_instant("Asia/Beirut", day("2026-03-29"), 0min));
  CAF_CHECK_EQUAL(
      shown(to_instant_or_gap_end("Asia/Beirut", day("2026-03-29"), 0min), "Asia/Beirut"),
      "2026-03-29 01:00");
}

CAF_TEST(a_clock_that_remembers_says_the_same_as_a_new_one) {
  std::mt19937 random{20261122};
  for (const auto* zone : {"America/New_York", "Asia/Jerusalem", "Australia/Lord_Howe", "UTC",
                           "Pacific/Apia", "America/Sao_Paulo"}) {
    zone_clock kept{zone};
    for (int i = 0; i < 5000; ++i) {
      const auto date = add_days(day("2010-01-01"), static_cast<int>(random() % 9000));
      const std::chrono::minutes time{random() % 2880};
      const auto t = kept.to_instant(date, time);
      if (t != to_instant(zone, date, time)
          || kept.to_instant_or_gap_end(date, time) != to_instant_or_gap_end(zone, date, time))
        CAF_FAIL(zone << " " << to_string(date) << " " << time.count());
      if (t && kept.to_civil(*t) != to_civil(zone, *t))
        CAF_FAIL(zone << " " << to_iso8601(*t));
    }
  }
}

CAF_TEST(threads_look_up_zones_at_once) {
  std::vector<std::thread> threads;
  std::atomic<int> right{0};
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&right] {
      for (const auto* zone : {"Europe/Berlin", "Europe/Lisbon", "America/Bogota"})
        right += to_instant(zone, day("2027-06-01"), 12h).has_value() ? 1 : 0;
    });
  for (auto& x : threads)
    x.join();
  CAF_CHECK_EQUAL(right.load(), 12);
}

CAF_TEST(days_are_counted_over_new_year_and_leap_days) {
  CAF_CHECK_EQUAL(days_between(day("2026-12-31"), day("2027-01-01")), 1);
  CAF_CHECK_EQUAL(days_between(day("2027-01-01"), day("2026-12-31")), -1);
  CAF_CHECK_EQUAL(days_between(day("2028-02-28"), day("2028-03-01")), 2);
  CAF_CHECK(add_days(day("2026-12-31"), 1) == day("2027-01-01"));
  CAF_CHECK(add_days(day("2028-03-01"), -1) == day("2028-02-29"));
  CAF_CHECK(weekday_of(day("2027-03-05")) == std::chrono::Friday);
}
