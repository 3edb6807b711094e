#define CAF_SUITE change_of_mind

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

conversation asking_for_sarah_on_friday_at_three() {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  return dana;
}

} // namespace

CAF_TEST(another_day_keeps_service_master_and_time) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("Saturday");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-28 15:00 sarah");
}

CAF_TEST(another_time_keeps_service_master_and_day) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("at 5pm");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 17:00 sarah");
}

CAF_TEST(another_master_keeps_service_day_and_time) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("with Alex");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 alex");
}

CAF_TEST(another_service_keeps_day_and_time_and_the_master_who_does_it) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("Coloring");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
  CAF_CHECK_EQUAL(dana.current.slots.front().service_id, "color");
}

CAF_TEST(a_master_who_does_not_do_the_new_service_is_dropped_and_told) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("Manicure");
  CAF_CHECK(contains(words_of(dana.last), "couldn't find Sarah"));
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 mia");
}

CAF_TEST(a_change_of_mind_on_the_confirmation_card_makes_a_new_card) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.taps(dana.id());
  dana.says("Saturday");
  CAF_CHECK(dana.current.state == conversation_state::slots_shown);
  CAF_CHECK(!dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.time(), "2026-11-28 15:00 sarah");
}

CAF_TEST(a_time_after_anytime_wins) {
  conversation dana;
  dana.says("Haircut anytime");
  dana.says("Friday 3pm");
  CAF_CHECK(!dana.current.wanted.is_flexible);
  CAF_CHECK(dana.time().starts_with("2026-11-27 15:00"));
}

CAF_TEST(anytime_after_a_time_forgets_the_time) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("anytime");
  CAF_CHECK(dana.current.wanted.is_flexible);
  CAF_CHECK(!dana.current.wanted.time);
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:00 sarah");
}

CAF_TEST(a_number_picks_from_the_last_card) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto second = dana.current.slots.all().at(1).id;
  dana.says("2");
  CAF_REQUIRE(dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.current.selected_slot->id, second);
  dana.says("1");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
}

CAF_TEST(a_number_picks_rows_that_are_no_slots_too) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("6");
  CAF_CHECK_EQUAL(dana.current.pages_seen, 1);
}

CAF_TEST(a_number_beyond_the_last_option_shows_the_options_again) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.ids();
  dana.says("77");
  CAF_CHECK(dana.ids() == before);
  CAF_CHECK(contains(words_of(dana.last), "tap one of the options"));
}

CAF_TEST(a_number_without_a_card_leads_on) {
  conversation dana;
  dana.says("3");
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(yes_on_the_confirmation_card_books) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.taps(dana.id());
  dana.says("yes");
  CAF_CHECK(std::holds_alternative<booking_confirmed>(dana.last));
}

CAF_TEST(no_on_the_confirmation_card_changes_the_time) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.taps(dana.id());
  dana.says("no");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 14:30 sarah");
}

CAF_TEST(yes_to_a_list_asks_to_tap_and_shows_it_again) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.ids();
  dana.says("yes");
  CAF_CHECK(dana.ids() == before);
}

CAF_TEST(cancel_leaves_the_confirmation_with_nothing_booked) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.taps(dana.id());
  dana.says("cancel");
  CAF_CHECK(contains(words_of(dana.last), "nothing has been booked"));
  CAF_CHECK(dana.offers("action_restart"));
  CAF_CHECK(!dana.current.selected_slot);
  CAF_CHECK(dana.booked.empty());
}

CAF_TEST(cancel_of_an_appointment_that_was_booked_gives_its_code_and_the_phone) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  dana.taps(dana.id());
  dana.chooses("Confirm");
  dana.says("cancel my appointment");
  CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
  CAF_CHECK(contains(words_of(dana.last), "BK-NEW1") || contains(words_of(dana.last), "stands"));
}

CAF_TEST(restart_forgets_the_wish_and_begins_with_the_services) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.says("start over");
  CAF_CHECK(dana.offers("action_service_nails"));
  CAF_CHECK(dana.current.wanted == intent{});
}

CAF_TEST(call_gives_the_number_and_keeps_the_conversation) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.times();
  dana.taps("action_call_salon");
  CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
  CAF_CHECK(dana.times() == before);
}

CAF_TEST(a_greeting_leads_to_the_services) {
  conversation dana;
  dana.says("Hello!");
  CAF_CHECK(contains(words_of(dana.last), "welcome to Glow"));
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(a_greeting_midway_shows_the_card_again) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.ids();
  dana.says("hi");
  CAF_CHECK(dana.ids() == before);
}

CAF_TEST(thanks_leads_on) {
  conversation dana;
  dana.says("thank you");
  CAF_CHECK(contains(words_of(dana.last), "welcome"));
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(a_text_that_says_nothing_leads_to_the_services) {
  conversation dana;
  dana.says("qwrtzp");
  CAF_CHECK(dana.offers("action_service_cut"));
  CAF_CHECK(!contains(words_of(dana.last), "invalid"));
}

CAF_TEST(a_text_that_says_nothing_midway_shows_the_card_again) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.ids();
  dana.says("qwrtzp");
  CAF_CHECK(dana.ids() == before);
}

CAF_TEST(emoji_only_and_very_long_texts_lead_on) {
  conversation dana;
  dana.says("💇‍♀️💅🏽");
  CAF_CHECK(std::holds_alternative<card>(dana.last));
  dana.says(std::string(4096, 'x'));
  CAF_CHECK(std::holds_alternative<card>(dana.last));
}

CAF_TEST(what_cannot_be_read_asks_for_text_and_keeps_the_options) {
  auto dana = asking_for_sarah_on_friday_at_three();
  const auto before = dana.ids();
  dana.sends_unreadable();
  CAF_CHECK(contains(words_of(dana.last), "Only text"));
  CAF_CHECK(dana.ids() == before);
}

CAF_TEST(what_cannot_be_read_keeps_the_confirmation) {
  auto dana = asking_for_sarah_on_friday_at_three();
  dana.taps(dana.id());
  dana.sends_unreadable();
  CAF_CHECK(contains(words_of(dana.last), "Only text"));
  CAF_CHECK(dana.offers("confirm_"));
}

CAF_TEST(a_master_whom_the_salon_does_not_have_is_told_and_any_is_shown) {
  conversation dana;
  dana.says("Haircut with Bob on Friday at 3pm");
  CAF_CHECK(contains(words_of(dana.last), "couldn't find"));
  CAF_CHECK(dana.time().starts_with("2026-11-27 15:00"));
}
