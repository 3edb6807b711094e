#define CAF_SUITE wish_merge

#include "booking/conversation/wish_merge.hpp"
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

const civil_time monday_ten{day("2026-11-23"), clock_time("10:00")};

salon somewhere() { return make_salon(every_day({hours("09:00", "20:00")}), {}); }

intent wish_of(std::string_view date, std::string_view time) {
  intent x;
  x.service_id = "cut";
  x.date = day(date);
  x.time = clock_time(time);
  return x;
}

/// The wish after a button has carried it.
intent carried(const intent& x) {
  return intent_of(context_of(x, somewhere(), monday_ten), somewhere());
}

} // namespace

CAF_TEST(what_was_not_said_stays) {
  intent said;
  said.time = clock_time("17:00");
  const auto now = merged(wish_of("2026-11-27", "15:00"), said);
  CAF_CHECK(now == wish_of("2026-11-27", "17:00"));
}

CAF_TEST(a_part_of_the_day_replaces_a_time_and_the_other_way_round) {
  intent said;
  said.part = part_of_day::evening;
  auto now = merged(wish_of("2026-11-27", "15:00"), said);
  CAF_CHECK(!now.time);
  said = {};
  said.time = clock_time("17:00");
  now = merged(now, said);
  CAF_CHECK(!now.part);
}

CAF_TEST(any_day_at_a_time_forgets_the_day_only) {
  intent said;
  said.is_flexible = true;
  said.time = clock_time("17:00");
  const auto now = merged(wish_of("2026-11-27", "15:00"), said);
  CAF_CHECK(!now.date);
  CAF_CHECK(now.time == clock_time("17:00"));
  CAF_CHECK(!now.is_flexible);
}

CAF_TEST(a_weekday_is_the_next_one_and_today_only_while_its_time_is_to_come) {
  intent wanted;
  wanted.day_of_week = std::chrono::Friday;
  CAF_CHECK(wished_day(wanted, monday_ten) == day("2026-11-27"));
  wanted.day_of_week = std::chrono::Monday;
  wanted.time = clock_time("11:00");
  CAF_CHECK(wished_day(wanted, monday_ten) == day("2026-11-23"));
  wanted.time = clock_time("09:00");
  CAF_CHECK(wished_day(wanted, monday_ten) == day("2026-11-30"));
}

CAF_TEST(a_button_carries_day_time_service_and_master) {
  auto wanted = wish_of("2026-11-27", "15:00");
  CAF_CHECK(carried(wanted) == wanted);
  wanted.master_id = "sarah";
  CAF_CHECK(carried(wanted) == wanted);
}

CAF_TEST(a_button_carries_a_day_without_a_time_and_a_time_without_a_day) {
  auto wanted = wish_of("2026-11-27", "15:00");
  wanted.time.reset();
  CAF_CHECK(carried(wanted) == wanted);
  wanted = wish_of("2026-11-27", "15:00");
  wanted.date.reset();
  CAF_CHECK(carried(wanted) == wanted);
  wanted.time.reset();
  CAF_CHECK(carried(wanted) == wanted);
}

CAF_TEST(a_button_carries_a_day_across_the_change_of_clocks) {
  for (const auto* date : {"2026-11-01", "2027-03-14"})
    for (const auto* time : {"00:30", "03:30", "23:30"})
      CAF_CHECK(carried(wish_of(date, time)) == wish_of(date, time));
}
