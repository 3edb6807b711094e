#define CAF_SUITE paging

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking;

namespace {

conversation asking_for_a_haircut() {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  return dana;
}

} // namespace

CAF_TEST(see_more_shows_five_further_times_up_to_three_pages) {
  auto dana = asking_for_a_haircut();
  std::set<std::string> seen;
  for (int page = 0; page < 3; ++page) {
    const auto times = dana.times();
    CAF_CHECK_EQUAL(times.size(), 5u);
    seen.insert(times.begin(), times.end());
    CAF_CHECK_EQUAL(dana.offers("action_see_more"), page < 2);
    if (page < 2)
      dana.chooses("See more");
  }
  CAF_CHECK_EQUAL(seen.size(), 15u);
}

CAF_TEST(the_third_page_leads_on_with_a_different_day_and_the_phone) {
  auto dana = asking_for_a_haircut();
  dana.chooses("See more");
  CAF_CHECK(!dana.offers("nav_different_day"));
  dana.chooses("See more");
  CAF_CHECK(dana.offers("nav_different_day"));
  CAF_CHECK(dana.offers("action_call_salon"));
}

CAF_TEST(a_third_see_more_says_that_this_was_all_and_leads_on) {
  auto dana = asking_for_a_haircut();
  const auto more = dana.id(5);
  for (int i = 0; i < 3; ++i)
    dana.taps(more);
  CAF_CHECK_EQUAL(dana.current.pages_seen, 3);
  CAF_CHECK(contains(words_of(dana.last), "all the nearest times"));
  CAF_CHECK(dana.offers("nav_different_day"));
  CAF_CHECK(dana.offers("action_call_salon"));
  dana.taps(more);
  CAF_CHECK_EQUAL(dana.current.pages_seen, 3);
}

CAF_TEST(see_more_pages_through_what_was_chosen) {
  conversation dana;
  for (const auto* who : {"sarah", "alex"})
    dana.occupy(who, "2026-11-27 15:00");
  dana.says("Haircut Friday 3pm");
  dana.chooses("Same day, other time");
  dana.chooses("See more");
  for (const auto& x : dana.times())
    CAF_CHECK(x.starts_with("2026-11-27"));
}

CAF_TEST(see_more_of_an_expired_session_goes_on_with_the_second_page) {
  auto dana = asking_for_a_haircut();
  const auto more = dana.id(5);
  dana.taps(more);
  const auto second = dana.times();
  dana.forget();
  dana.taps(more);
  CAF_CHECK(dana.times() == second);
}

CAF_TEST(a_different_day_shows_one_time_of_each_other_day) {
  auto dana = asking_for_a_haircut();
  dana.taps("nav_different_day");
  std::set<std::string> days;
  for (const auto& x : dana.current.slots)
    days.insert(x.date);
  CAF_CHECK_EQUAL(days.size(), 5u);
  CAF_CHECK_EQUAL(days.count("2026-11-27"), 0u);
  CAF_CHECK(dana.time().starts_with("2026-11-26 15:00"));
}

CAF_TEST(next_week_keeps_the_wanted_time) {
  auto dana = asking_for_a_haircut();
  dana.taps("nav_next_week");
  CAF_CHECK(dana.time().starts_with("2026-12-04 15:00"));
}

CAF_TEST(next_week_ends_where_the_search_ends) {
  auto dana = asking_for_a_haircut();
  for (int i = 0; i < 6; ++i)
    dana.taps("nav_next_week");
  CAF_CHECK(contains(words_of(dana.last), "all the nearest times"));
  CAF_CHECK(!dana.times().empty());
}

CAF_TEST(next_and_prev_turn_pages) {
  auto dana = asking_for_a_haircut();
  const auto first = dana.times();
  dana.taps("nav_next");
  CAF_CHECK(dana.times() != first);
  dana.taps("nav_prev");
  CAF_CHECK(dana.times() == first);
  dana.taps("nav_prev");
  CAF_CHECK(dana.times() == first);
}

CAF_TEST(back_leads_from_the_confirmation_to_the_times) {
  auto dana = asking_for_a_haircut();
  const auto first = dana.times();
  dana.taps(dana.id());
  dana.taps("nav_back");
  CAF_CHECK(dana.times() == first);
}

CAF_TEST(back_leads_from_a_choice_to_the_choices) {
  conversation dana;
  for (const auto* who : {"sarah", "alex"})
    dana.occupy(who, "2026-11-27 15:00");
  dana.says("Haircut Friday 3pm");
  const auto choices = dana.ids();
  dana.chooses("Same day, other time");
  dana.taps("nav_back");
  CAF_CHECK(dana.ids() == choices);
}

CAF_TEST(a_page_beyond_the_last_shows_the_last) {
  auto dana = asking_for_a_haircut();
  dana.taps("nav_page_99");
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
  CAF_CHECK(dana.offers("nav_different_day"));
}

CAF_TEST(a_new_wish_begins_at_the_first_page) {
  auto dana = asking_for_a_haircut();
  dana.chooses("See more");
  dana.says("at 4pm");
  CAF_CHECK_EQUAL(dana.current.pages_seen, 0);
  CAF_CHECK(dana.time().starts_with("2026-11-27 16:00"));
}
