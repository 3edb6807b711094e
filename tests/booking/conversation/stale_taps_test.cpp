#define CAF_SUITE stale_taps

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

constexpr const char* friday_three = "sarah-2026-11-27T20:00:00.000Z";

} // namespace

CAF_TEST(a_slot_tapped_without_a_session_goes_on_to_the_confirmation) {
  conversation dana;
  dana.taps("slot_sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK(dana.current.state == conversation_state::confirming);
  CAF_CHECK(contains(words_of(dana.last), "Haircut with Sarah"));
  dana.chooses("Confirm");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
}

CAF_TEST(a_confirm_tapped_without_a_session_books) {
  conversation dana;
  dana.taps("confirm_sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
}

CAF_TEST(a_choice_tapped_without_a_session_goes_on) {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.says("Haircut with Sarah Friday 3pm");
  const auto same_day = dana.id();
  dana.forget();
  dana.taps(same_day);
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 sarah");
}

CAF_TEST(a_wish_without_a_day_survives_in_a_button) {
  conversation dana;
  dana.says("Haircut with Sarah at 3pm");
  const auto more = dana.ids().back();
  dana.forget();
  dana.taps(more);
  CAF_CHECK(!dana.current.wanted.date);
  CAF_CHECK(dana.current.wanted.time == clock_time("15:00"));
  CAF_CHECK_EQUAL(dana.current.wanted.master_id.value(), "sarah");
}

CAF_TEST(an_old_slot_without_a_service_takes_the_sessions) {
  conversation dana;
  dana.says("Coloring Friday 3pm");
  dana.taps(std::string{"slot_"} + friday_three);
  CAF_REQUIRE(dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.current.selected_slot->service_id, "color");
}

CAF_TEST(an_old_slot_without_a_service_takes_that_with_which_it_was_shown) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  slot shown; // as in a session of the old service, whose intent has the service's name only
  shown.id = friday_three;
  shown.service_id = "color";
  dana.current.slots = {shown};
  dana.current.wanted.service_id.reset();
  dana.taps(std::string{"slot_"} + friday_three);
  CAF_REQUIRE(dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.current.selected_slot->service_id, "color");
}

CAF_TEST(an_old_slot_without_a_service_takes_the_masters_only_one) {
  conversation dana;
  dana.taps("slot_alex-2026-11-27T20:00:00.000Z");
  CAF_REQUIRE(dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.current.selected_slot->service_id, "cut");
}

CAF_TEST(an_old_slot_without_a_service_asks_for_it_and_keeps_the_time) {
  conversation dana;
  dana.taps(std::string{"slot_"} + friday_three);
  CAF_CHECK(dana.current.state == conversation_state::asking_service);
  dana.chooses("Coloring");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
}

CAF_TEST(an_old_choice_without_a_context_takes_the_sessions_wish) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  dana.taps("choice_same_day_diff_time");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:30 sarah");
}

CAF_TEST(an_old_choice_without_a_session_asks_for_the_service_and_goes_on_with_the_choice) {
  conversation dana;
  dana.taps("choice_popular_times");
  CAF_CHECK(dana.current.state == conversation_state::asking_service);
  dana.chooses("Haircut");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 alex");
}

CAF_TEST(the_buttons_wish_wins_over_the_sessions) {
  conversation dana;
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.says("Haircut with Sarah Friday 3pm");
  const auto same_day = dana.id();
  dana.says("Saturday");
  dana.taps(same_day);
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 sarah");
}

CAF_TEST(a_slot_that_has_passed_is_told_with_later_ones) {
  conversation dana;
  dana.taps("slot_sarah-2026-11-20T20:00:00.000Z-cut");
  CAF_CHECK(contains(words_of(dana.last), "already passed"));
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
  dana.chooses("See more");
  CAF_CHECK(!contains(words_of(dana.last), "in the past"));
}

CAF_TEST(a_master_switched_off_after_the_card_is_told_with_others) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  dana.where.masters[0].active = false;
  dana.taps(dana.id());
  CAF_CHECK(contains(words_of(dana.last), "couldn't find Sarah"));
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 alex");
}

CAF_TEST(a_service_switched_off_after_the_card_leads_to_the_others) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  dana.where.services[0].active = false;
  dana.taps(dana.id());
  CAF_CHECK(contains(words_of(dana.last), "no longer current"));
  CAF_CHECK(dana.offers("action_service_color"));
}

CAF_TEST(a_slot_outside_new_hours_is_told_with_the_hours) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 19:00");
  dana.where.masters[0].hours = every_day({hours("09:00", "17:00")});
  dana.taps(dana.id());
  CAF_CHECK(contains(words_of(dana.last), "9:00 AM - 5:00 PM"));
  CAF_CHECK(!dana.times().empty());
}

CAF_TEST(a_button_of_another_salon_leads_on) {
  conversation dana;
  for (const auto* id :
       {"slot_zoe-2026-11-27T20:00:00.000Z-peeling", "confirm_zoe-2026-11-27T20:00:00.000Z-peeling",
        "choice_popular_times_any-2026-11-27T20:00:00.000Z-peeling", "action_service_peeling",
        "action_see_more_any-2026-11-27T20:00:00.000Z-peeling",
        "action_join_waitlist_any-2026-11-27T20:00:00.000Z-peeling",
        "nav_next_week_any-2026-11-27T20:00:00.000Z-peeling"}) {
    dana.forget();
    dana.taps(id);
    CAF_CHECK(contains(words_of(dana.last), "no longer current"));
    CAF_CHECK(dana.offers("action_service_cut"));
    CAF_CHECK(dana.booked.empty());
  }
}

CAF_TEST(an_unknown_button_has_a_way_to_start_over) {
  conversation dana;
  for (const auto* id : {"", "x", "slot_", "slot_sarah", "pay_now", "action_", "nav_page_1000"}) {
    dana.taps(id);
    CAF_CHECK(contains(words_of(dana.last), "no longer current"));
    CAF_CHECK(dana.offers("action_restart"));
    CAF_CHECK(dana.offers("action_call_salon"));
  }
}

CAF_TEST(an_unknown_button_midway_keeps_the_conversation) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  dana.taps("pay_now");
  dana.says("Saturday");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-28 15:00 sarah");
}

CAF_TEST(a_waitlist_offer_with_a_slot_leads_to_the_confirmation) {
  conversation dana;
  dana.taps("waitlist_book_sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK(dana.offers("confirm_"));
}

CAF_TEST(a_waitlist_button_that_names_no_slot_leads_on) {
  conversation dana;
  for (const auto* id :
       {"waitlist_accept_7", "waitlist_book", "waitlist_pass_7", "waitlist_pass"}) {
    dana.taps(id);
    CAF_CHECK(std::holds_alternative<card>(dana.last));
  }
  dana.taps("waitlist_leave_7");
  CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
}
