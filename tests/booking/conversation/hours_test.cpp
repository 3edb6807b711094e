#define CAF_SUITE hours

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking;

namespace {

/// Popular are hours of Friday and Saturday; 1: the Fridays are taken, 2: both days are.
conversation with_popular_days_taken(int days) {
  conversation dana;
  dana.occupy_days("2026-11-27", days);
  dana.occupy_days("2026-12-04", days);
  return dana;
}

} // namespace

CAF_TEST(a_time_outside_the_hours_is_answered_with_the_hours_and_times) {
  conversation dana;
  dana.says("Haircut Friday 22:00");
  CAF_CHECK(contains(words_of(dana.last), "9:00 AM - 8:00 PM"));
  CAF_CHECK(dana.time().starts_with("2026-11-27 19:00"));
}

CAF_TEST(the_hours_are_those_of_the_wanted_master) {
  conversation dana;
  dana.where.masters[0].hours = every_day({hours("12:00", "16:00")});
  dana.says("Haircut with Sarah Friday 10:00");
  CAF_CHECK(contains(words_of(dana.last), "12:00 PM - 4:00 PM"));
}

CAF_TEST(a_closed_day_is_not_called_full) {
  conversation dana;
  dana.says("Haircut on Sunday");
  CAF_CHECK(contains(words_of(dana.last), "We are closed on Sunday"));
  CAF_CHECK(dana.time().starts_with("2026-11-30"));
}

CAF_TEST(a_closed_day_is_told_whatever_the_time) {
  conversation dana;
  dana.says("Haircut on Sunday at 3pm");
  CAF_CHECK(contains(words_of(dana.last), "We are closed on Sunday"));
}

CAF_TEST(today_after_closing_time_is_closed) {
  conversation dana{demo_like_salon(), at("2026-11-23 21:00")};
  dana.says("Haircut today");
  CAF_CHECK(contains(words_of(dana.last), "We are closed today"));
  CAF_CHECK(dana.time().starts_with("2026-11-24"));
}

CAF_TEST(a_time_that_has_passed_today_leads_to_later_ones) {
  conversation dana;
  dana.says("Haircut today 9:00");
  CAF_CHECK(contains(words_of(dana.last), "already passed"));
  CAF_CHECK(dana.time().starts_with("2026-11-23 10:00"));
}

CAF_TEST(a_day_that_has_passed_is_told_and_times_are_offered) {
  conversation dana;
  dana.says("Haircut yesterday");
  CAF_CHECK(contains(words_of(dana.last), "in the past"));
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
}

CAF_TEST(a_time_between_two_starts_shows_its_neighbours) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 15:10");
  CAF_CHECK(contains(words_of(dana.last), "closest to 3:10 PM"));
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
}

CAF_TEST(a_day_without_a_time_shows_that_day) {
  conversation dana;
  dana.says("Haircut on Friday");
  CAF_CHECK(contains(words_of(dana.last), "on Friday"));
  CAF_CHECK(std::ranges::all_of(dana.times(), [](auto& x) { return x.starts_with("2026-11-27"); }));
}

CAF_TEST(a_part_of_the_day_shows_its_times_only) {
  conversation dana;
  dana.says("Haircut Friday evening");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 17:00 alex");
}

CAF_TEST(a_full_part_of_the_day_is_told_with_its_other_times) {
  conversation dana;
  for (const auto* who : {"sarah", "alex"})
    dana.occupy(who, "2026-11-27 16:30", std::chrono::hours{4});
  dana.says("Haircut Friday evening");
  CAF_CHECK(contains(words_of(dana.last), "Nothing is free at that time of day"));
  CAF_CHECK(dana.time().starts_with("2026-11-27"));
}

CAF_TEST(a_time_without_a_day_shows_that_time_on_the_next_days) {
  conversation dana;
  dana.says("Haircut with Sarah at 3pm");
  CAF_CHECK_EQUAL(dana.time(0), "2026-11-23 15:00 sarah");
  CAF_CHECK_EQUAL(dana.time(1), "2026-11-24 15:00 sarah");
}

CAF_TEST(nothing_said_about_when_shows_the_next_times_and_the_popular_ones) {
  conversation dana;
  dana.says("Haircut");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-23 10:00 alex");
  CAF_CHECK(dana.offers("choice_popular_times"));
  CAF_CHECK(dana.offers("action_see_more"));
}

CAF_TEST(one_popular_time_that_is_free_is_enough_to_offer_them) {
  auto dana = with_popular_days_taken(1);
  dana.says("Haircut");
  CAF_CHECK(dana.offers("choice_popular_times"));
}

CAF_TEST(popular_times_that_are_all_taken_are_not_offered) {
  auto dana = with_popular_days_taken(2);
  dana.says("Haircut");
  CAF_CHECK(!dana.offers("choice_popular_times"));
}

CAF_TEST(anytime_shows_the_popular_times) {
  conversation dana;
  dana.says("Haircut anytime");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 alex");
  CAF_CHECK(dana.offers("nav_page_0"));
}

CAF_TEST(popular_times_that_are_all_taken_lead_to_the_next_free_ones) {
  auto dana = with_popular_days_taken(2);
  dana.says("Haircut anytime");
  CAF_CHECK(contains(words_of(dana.last), "popular times are taken"));
  CAF_CHECK_EQUAL(dana.time(), "2026-11-23 10:00 alex");
}

CAF_TEST(a_popular_time_that_is_taken_is_skipped_for_the_next_one) {
  conversation dana;
  for (const auto* who : {"sarah", "alex"}) {
    dana.occupy(who, "2026-11-27 14:00");
    dana.occupy(who, "2026-12-04 14:00");
  }
  dana.says("Haircut anytime");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 alex");
}

CAF_TEST(a_day_is_the_salons_not_utcs) {
  conversation dana{demo_like_salon(), at("2026-11-23 19:30")}; // 00:30 on Tuesday, UTC
  dana.says("Haircut tomorrow 3pm");
  CAF_CHECK(dana.time().starts_with("2026-11-24 15:00"));
}
