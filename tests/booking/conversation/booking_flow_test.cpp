#define CAF_SUITE booking_flow

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

std::string confirm_id(const conversation& dana) { return dana.id(); }

} // namespace

CAF_TEST(a_wish_that_is_free_is_booked_with_two_taps) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 alex");
  CAF_CHECK(contains(words_of(dana.last), "3:00 PM"));
  dana.taps(dana.id());
  CAF_CHECK(dana.current.state == conversation_state::confirming);
  CAF_CHECK(contains(words_of(dana.last), "Alex"));
  dana.chooses("Confirm");
  CAF_REQUIRE(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK_EQUAL(std::get<booking_confirmed>(dana.last).booking_code, "BK-NEW1");
  CAF_CHECK(contains(words_of(dana.last), "BK-NEW1"));
  CAF_CHECK(dana.finished);
}

CAF_TEST(up_to_three_times_are_buttons_and_more_are_a_list) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  CAF_CHECK(dana.shown().is_list());
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
  conversation few{small_salon()};
  few.occupy_days("2026-11-23", 29);
  few.where.masters.front().hours = every_day({hours("09:00", "10:30")});
  few.says("Haircut 22.12.2026 9:00");
  CAF_CHECK(!few.shown().is_list());
  CAF_CHECK_EQUAL(few.time(), "2026-12-22 09:00 sarah");
}

CAF_TEST(the_wanted_master_comes_first) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
}

CAF_TEST(what_is_booked_is_what_was_confirmed) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.chooses("Confirm");
  CAF_REQUIRE_EQUAL(dana.booked.size(), 1u);
  const auto& made = dana.booked.front();
  CAF_CHECK_EQUAL(made.salon_id, "salon");
  CAF_CHECK_EQUAL(made.customer, "+15551234567");
  CAF_CHECK_EQUAL(made.customer_name, "Dana");
  CAF_CHECK_EQUAL(made.chosen.service_id, "cut");
  CAF_CHECK_EQUAL(made.chosen.master_id, "sarah");
  CAF_CHECK_EQUAL(shown(made.start), "2026-11-27 15:00");
  CAF_CHECK_EQUAL(shown(made.end), "2026-11-27 16:00");
}

CAF_TEST(the_idempotency_key_names_customer_salon_service_master_and_start) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.chooses("Confirm");
  CAF_CHECK_EQUAL(dana.booked.front().idempotency_key,
                  "+15551234567|salon|cut|sarah|2026-11-27T20:00:00.000Z");
}

CAF_TEST(a_booking_without_a_profile_name_gets_the_old_services_default) {
  conversation dana;
  dana.profile_name.clear();
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.chooses("Confirm");
  CAF_CHECK_EQUAL(dana.booked.front().customer_name, "Customer");
}

CAF_TEST(a_second_confirm_gets_the_same_code_and_books_nothing) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.taps(dana.id());
  const auto confirm = confirm_id(dana);
  dana.taps(confirm);
  dana.taps(confirm);
  CAF_REQUIRE(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK_EQUAL(std::get<booking_confirmed>(dana.last).booking_code, "BK-NEW1");
  CAF_CHECK_EQUAL(std::get<booking_confirmed>(dana.last).booking_id, "id-1");
  CAF_CHECK(contains(words_of(dana.last), "already booked"));
  CAF_CHECK_EQUAL(dana.booked.size(), 1u);
  CAF_CHECK(dana.finished);
}

CAF_TEST(an_old_confirm_does_not_end_the_conversation_that_is_under_way) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.taps(dana.id());
  const auto confirm = confirm_id(dana);
  dana.taps(confirm);
  dana.says("Manicure Saturday 11:00");
  const auto before = dana.times();
  dana.taps(confirm);
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK(!dana.finished);
  CAF_CHECK(dana.times() == before);
}

CAF_TEST(ones_own_slot_tapped_again_is_not_told_as_taken_by_others) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  const auto slot_id = dana.id();
  dana.taps(slot_id);
  dana.chooses("Confirm");
  dana.taps(slot_id);
  CAF_REQUIRE(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK_EQUAL(std::get<booking_confirmed>(dana.last).booking_code, "BK-NEW1");
}

CAF_TEST(a_slot_taken_between_card_and_tap_is_told_with_alternatives) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  const auto slot_id = dana.id();
  dana.occupy("sarah", "2026-11-27 15:00");
  dana.taps(slot_id);
  CAF_CHECK(contains(words_of(dana.last), "someone was faster"));
  CAF_CHECK(contains(words_of(dana.last), "3:00 PM"));
  CAF_CHECK(dana.times()
            == (std::vector<std::string>{"2026-11-27 14:00 sarah", "2026-11-27 16:00 sarah",
                                         "2026-11-27 13:30 sarah", "2026-11-27 16:30 sarah",
                                         "2026-11-27 13:00 sarah"}));
}

CAF_TEST(confirm_checks_the_slot_again) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.occupy("sarah", "2026-11-27 14:30");
  dana.chooses("Confirm");
  CAF_CHECK(contains(words_of(dana.last), "someone was faster"));
  CAF_CHECK(dana.booked.empty());
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
}

CAF_TEST(a_slot_lost_in_the_calendar_leads_to_alternatives) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.forced_booking = booking_outcome{booking_outcome::kind::taken, {}, {}};
  dana.chooses("Confirm");
  CAF_CHECK(contains(words_of(dana.last), "someone was faster"));
  CAF_CHECK(dana.current.state == conversation_state::slots_shown);
  CAF_CHECK(!dana.finished);
}

CAF_TEST(a_slot_that_passed_while_booking_leads_to_later_ones) {
  conversation dana;
  dana.says("Haircut today 11:00");
  dana.taps(dana.id());
  dana.forced_booking = booking_outcome{booking_outcome::kind::in_the_past, {}, {}};
  dana.chooses("Confirm");
  CAF_CHECK(contains(words_of(dana.last), "already passed"));
  CAF_CHECK(!dana.times().empty());
}

CAF_TEST(a_calendar_that_does_not_answer_leaves_the_confirm_button_and_the_phone) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.forced_booking = booking_outcome{booking_outcome::kind::unavailable, {}, {}};
  dana.chooses("Confirm");
  CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
  CAF_CHECK(dana.current.state == conversation_state::confirming);
  dana.forced_booking.reset();
  dana.chooses("Confirm");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK_EQUAL(dana.booked[0].idempotency_key, dana.booked[1].idempotency_key);
}

CAF_TEST(a_booking_that_was_made_before_is_told_with_its_code) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.forced_booking = booking_outcome{booking_outcome::kind::already_booked, "id-9", "BK-OLD"};
  dana.chooses("Confirm");
  CAF_REQUIRE(std::holds_alternative<booking_confirmed>(dana.last));
  CAF_CHECK_EQUAL(std::get<booking_confirmed>(dana.last).booking_id, "id-9");
  CAF_CHECK(contains(words_of(dana.last), "BK-OLD"));
  CAF_CHECK(dana.finished);
}

CAF_TEST(a_message_after_a_crash_repeats_the_booking_that_was_under_way) {
  conversation dana;
  dana.says("Haircut with Sarah on Friday at 3pm");
  dana.taps(dana.id());
  dana.current.state = conversation_state::booking;
  dana.says("hello?");
  CAF_REQUIRE_EQUAL(dana.booked.size(), 1u);
  CAF_CHECK_EQUAL(dana.booked.front().idempotency_key,
                  "+15551234567|salon|cut|sarah|2026-11-27T20:00:00.000Z");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
}

CAF_TEST(change_time_keeps_service_and_master) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.taps("slot_sarah-2026-11-27T20:00:00.000Z-cut");
  dana.chooses("Change time");
  CAF_CHECK_EQUAL(dana.current.wanted.service_id.value(), "cut");
  CAF_CHECK(dana.times()
            == (std::vector<std::string>{"2026-11-27 14:30 sarah", "2026-11-27 15:30 sarah",
                                         "2026-11-27 14:00 sarah", "2026-11-27 16:00 sarah",
                                         "2026-11-27 13:30 sarah"}));
}

CAF_TEST(change_time_of_an_old_card_needs_no_session) {
  conversation dana;
  dana.taps("action_change_slot_sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:30 sarah");
}

CAF_TEST(the_conversation_after_a_booking_begins_anew) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  const auto old_row = dana.id(1);
  const auto old_session = dana.current.session_id;
  dana.taps(dana.id());
  dana.chooses("Confirm");
  dana.taps(old_row);
  CAF_CHECK(dana.current.state == conversation_state::confirming);
  CAF_CHECK(dana.current.session_id != old_session);
}
