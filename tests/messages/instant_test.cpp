#define CAF_SUITE instant
#include "messages/encoding/instant.hpp"

#include <caf/test/unit_test.hpp>

#include <random>

using namespace quickbooking;
using namespace std::chrono_literals;

CAF_TEST(instants_are_written_as_javascript_does) {
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(1795308414215)), "2026-11-22T00:46:54.215Z");
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(0)), "1970-01-01T00:00:00.000Z");
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(1709164800007)), "2024-02-29T00:00:00.007Z");
}

CAF_TEST(an_instant_outside_the_written_range_is_brought_into_it) {
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(-1)), "1970-01-01T00:00:00.000Z");
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(INT64_MAX)), "9999-12-31T23:59:59.999Z");
  CAF_CHECK_EQUAL(to_iso8601(from_unix_ms(INT64_MIN)), "1970-01-01T00:00:00.000Z");
}

CAF_TEST(every_instant_survives_a_round_trip) {
  std::mt19937_64 random{7};
  std::uniform_int_distribution<std::int64_t> any{0, 253402300799999};
  for (int i = 0; i < 2000; ++i) {
    const auto t = from_unix_ms(any(random));
    CAF_REQUIRE(parse_iso8601(to_iso8601(t)) == t);
    CAF_REQUIRE_EQUAL(to_unix_ms(t), t.time_since_epoch().count());
  }
}

CAF_TEST(the_fraction_of_a_second_may_be_absent) {
  CAF_CHECK(parse_iso8601("2026-11-22T00:46:54Z") == from_unix_ms(1795308414000));
}

CAF_TEST(what_is_no_instant_reads_as_nothing) {
  for (auto text : {"",
                    "null",
                    "2026-11-22",
                    "2026-11-22T00:46:54.215",
                    "2026-11-22T00:46:54.21Z",
                    "2026-11-22T00:46:54.2155Z",
                    "2026-11-22T00:46:54.215+00:00",
                    "2026-11-22 00:46:54.215Z",
                    "2026-02-29T00:00:00.000Z",
                    "2026-13-01T00:00:00.000Z",
                    "2026-11-31T00:00:00.000Z",
                    "2026-11-22T24:00:00.000Z",
                    "2026-11-22T00:60:00.000Z",
                    "2026-11-22T00:00:60.000Z",
                    "1969-12-31T23:59:59.999Z",
                    "0000-01-01T00:00:00.000Z",
                    "+026-11-22T00:46:54.215Z",
                    "2026-11-22T00:46:54.215Zx",
                    "2O26-11-22T00:46:54.215Z",
                    "Invalid Date"})
    CAF_CHECK_EQUAL(parse_iso8601(text).has_value(), false);
}

CAF_TEST(only_days_that_exist_are_dates) {
  CAF_CHECK(parse_date("2024-02-29") == std::chrono::year{2024} / 2 / 29);
  CAF_CHECK_EQUAL(to_string(std::chrono::year{2027} / 3 / 5), "2027-03-05");
  for (auto text : {"2026-02-29", "2026-00-10", "2026-04-31", "26-04-30", "2026-4-30", "2026/04/30",
                    "2026-04-30T", "", "-026-04-30"})
    CAF_CHECK_EQUAL(parse_date(text).has_value(), false);
}

CAF_TEST(times_of_day_are_written_with_two_digits_and_wrap_at_midnight) {
  CAF_CHECK_EQUAL(to_hhmm(0min), "00:00");
  CAF_CHECK_EQUAL(to_hhmm(9h + 5min), "09:05");
  CAF_CHECK_EQUAL(to_hhmm(24h), "00:00");
  CAF_CHECK_EQUAL(to_hhmm(25h + 30min), "01:30");
  CAF_CHECK_EQUAL(to_hhmm(-30min), "23:30");
}

CAF_TEST(times_of_day_end_with_24_00) {
  CAF_CHECK(parse_hhmm("00:00") == 0min);
  CAF_CHECK(parse_hhmm("23:59") == 1439min);
  CAF_CHECK(parse_hhmm("24:00") == 1440min);
  for (auto text : {"24:01", "12:60", "9:05", "09:5", "0905", "09:05:00", "", "-1:05", "ab:cd"})
    CAF_CHECK_EQUAL(parse_hhmm(text).has_value(), false);
}
