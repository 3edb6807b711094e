#define CAF_SUITE taken_times

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking;

namespace {

using strings = std::vector<std::string>;

/// Both who cut are busy on Friday at three.
conversation with_friday_three_taken() {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.occupy("alex", "2026-11-27 15:00");
  return dana;
}

bool all_times_are(const conversation& dana, std::string_view date) {
  const auto times = dana.times();
  return !times.empty()
         && std::ranges::all_of(times, [&](const std::string& x) { return x.starts_with(date); });
}

} // namespace

CAF_TEST(a_taken_time_is_explained_and_three_choices_are_offered) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(contains(words_of(dana.last), "3:00 PM on Friday is already taken"));
  CAF_CHECK(dana.titles()
            == (strings{"Same day, other time", "Other day, same time", "Popular times"}));
  CAF_CHECK(!dana.shown().is_list());
  CAF_CHECK(dana.current.state == conversation_state::choice_presented);
}

CAF_TEST(same_day_shows_that_day_closest_time_first) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  dana.chooses("Same day, other time");
  CAF_CHECK(all_times_are(dana, "2026-11-27"));
  CAF_CHECK(contains(dana.time(), "14:00") || contains(dana.time(), "16:00"));
}

CAF_TEST(same_day_keeps_the_wanted_master_first) {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.says("Haircut with Sarah Friday 3pm");
  dana.chooses("Same day, other time");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 sarah");
  CAF_CHECK(std::ranges::all_of(dana.times(), [](auto& x) { return x.ends_with("sarah"); }));
}

CAF_TEST(other_day_shows_that_hour_on_other_days_nearest_day_first) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  dana.chooses("Other day, same time");
  CAF_CHECK(dana.time().starts_with("2026-11-26 15:00")
            || dana.time().starts_with("2026-11-28 15:00"));
  CAF_CHECK(!all_times_are(dana, "2026-11-27"));
}

CAF_TEST(popular_shows_the_salons_hours_and_a_way_to_all_times) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  dana.chooses("Popular times");
  CAF_CHECK(dana.times()
            == (strings{"2026-11-27 14:00 alex", "2026-12-04 15:00 alex", "2026-11-28 10:00 alex",
                        "2026-11-28 14:00 alex"}));
  dana.chooses("All times");
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
}

CAF_TEST(a_choice_is_remembered_and_the_wish_survives_it) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  dana.chooses("Same day, other time");
  CAF_REQUIRE_EQUAL(dana.current.choices.size(), 1u);
  CAF_CHECK_EQUAL(dana.current.choices.front().choice_id, "same_day_diff_time");
  CAF_CHECK(dana.current.choices.front().selected_at == dana.now);
  CAF_CHECK(dana.current.wanted.time == clock_time("15:00"));
  CAF_CHECK(dana.current.wanted.date == day("2026-11-27"));
}

CAF_TEST(only_the_last_ten_choices_are_kept) {
  auto dana = with_friday_three_taken();
  dana.says("Haircut Friday 3pm");
  const auto ids = dana.ids();
  for (int i = 0; i < 11; ++i)
    dana.taps(ids[0]);
  dana.taps(ids[1]);
  CAF_REQUIRE_EQUAL(dana.current.choices.size(), 10u);
  CAF_CHECK_EQUAL(dana.current.choices.back().choice_id, "diff_day_same_time");
}

CAF_TEST(a_choice_that_gives_nothing_is_left_out) {
  auto dana = with_friday_three_taken();
  for (auto& who : dana.where.masters)
    who.hours = every_day({hours("15:00", "20:00")});
  dana.occupy_days("2026-11-23", 4);
  dana.occupy_days("2026-11-28", 14);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(!dana.offers("choice_diff_day_same_time"));
  CAF_CHECK(all_times_are(dana, "2026-11-27"));
}

CAF_TEST(the_only_choice_that_is_left_is_shown_at_once) {
  auto dana = with_friday_three_taken();
  for (auto& who : dana.where.masters)
    who.hours = every_day({hours("15:00", "20:00")});
  dana.occupy_days("2026-11-23", 4);
  dana.occupy_days("2026-11-28", 30);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(contains(words_of(dana.last), "already taken"));
  CAF_CHECK(dana.current.state == conversation_state::slots_shown);
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 16:00 alex");
}

CAF_TEST(a_full_day_leads_to_the_next_days) {
  conversation dana;
  dana.occupy_days("2026-11-27", 1);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(contains(words_of(dana.last), "everything on Friday is booked"));
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
  CAF_CHECK(dana.time().starts_with("2026-11-28 15:00"));
  CAF_CHECK(dana.offers("action_see_more"));
}

CAF_TEST(a_full_day_without_a_time_leads_to_the_next_days_too) {
  conversation dana;
  dana.occupy_days("2026-11-27", 1);
  dana.says("Haircut on Friday");
  CAF_CHECK(contains(words_of(dana.last), "everything on Friday is booked"));
  CAF_CHECK(dana.time().starts_with("2026-11-28"));
}

CAF_TEST(a_full_week_leads_to_the_week_after) {
  conversation dana;
  dana.occupy_days("2026-11-27", 7);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(contains(words_of(dana.last), "week is fully booked"));
  CAF_CHECK(dana.time().starts_with("2026-12-04 15:00"));
  CAF_CHECK(dana.offers("nav_next_week"));
  dana.chooses("Next week");
  CAF_CHECK(dana.time().starts_with("2026-12-11 15:00"));
}

CAF_TEST(two_full_weeks_lead_to_the_earliest_times_waitlist_and_phone) {
  conversation dana;
  dana.occupy_days("2026-11-27", 15);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
  CAF_CHECK(dana.time().starts_with("2026-12-12 09:00"));
  CAF_CHECK(dana.offers("action_join_waitlist"));
  CAF_CHECK(dana.offers("action_call_salon"));
}

CAF_TEST(thirty_full_days_lead_to_waitlist_and_phone) {
  conversation dana;
  dana.occupy_days("2026-11-23", 31);
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(contains(words_of(dana.last), "very popular"));
  CAF_CHECK(dana.offers("action_join_waitlist"));
  CAF_CHECK(dana.offers("action_call_salon"));
  CAF_CHECK(dana.current.state == conversation_state::waitlist_offered);
}

CAF_TEST(thirty_full_days_are_told_without_a_day_too) {
  conversation dana;
  dana.occupy_days("2026-11-23", 31);
  dana.says("Haircut anytime");
  CAF_CHECK(dana.offers("action_join_waitlist"));
}

CAF_TEST(a_day_near_the_end_of_the_search_leads_to_earlier_days) {
  conversation dana;
  dana.occupy_days("2026-12-22", 2);
  dana.says("Haircut 22.12.2026 15:00", language::ru);
  CAF_CHECK(dana.time().starts_with("2026-12-21 15:00"));
}

CAF_TEST(a_day_beyond_the_search_is_told_with_the_last_one) {
  conversation dana;
  dana.says("Haircut on January 15 at 3pm");
  CAF_CHECK(contains(words_of(dana.last), "until 12/22/2026"));
  CAF_CHECK(dana.time().starts_with("2026-12-22 15:00"));
}

CAF_TEST(a_wanted_master_whose_day_is_full_is_told_apart_from_a_full_salon) {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 09:00", std::chrono::hours{11});
  dana.says("Haircut with Sarah on Friday");
  CAF_CHECK(contains(words_of(dana.last), "Sarah has no free time on Friday"));
  CAF_CHECK(!dana.times().empty());
}
