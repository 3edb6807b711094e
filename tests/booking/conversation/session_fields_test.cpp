#define CAF_SUITE session_fields

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(a_new_session_names_customer_and_salon_as_the_old_service_does) {
  conversation dana;
  dana.given_customer = "+1 (555) 123-4567";
  dana.says("hello");
  CAF_CHECK_EQUAL(dana.current.customer_id, "customer_+1 (555) 123-4567_salon");
  CAF_CHECK_EQUAL(dana.current.salon_id, "salon");
  CAF_CHECK_EQUAL(dana.current.session_id, "session_1");
}

CAF_TEST(creation_stays_and_the_last_interaction_moves) {
  conversation dana;
  dana.says("Haircut");
  const auto begun = dana.now;
  dana.now += std::chrono::minutes{5};
  dana.taps(dana.id());
  CAF_CHECK(dana.current.created_at == begun);
  CAF_CHECK(dana.current.last_interaction_at == dana.now);
  CAF_CHECK_EQUAL(dana.current.timestamp, to_unix_ms(dana.now));
}

CAF_TEST(the_original_wish_is_the_first_that_was_understood) {
  conversation dana;
  dana.says("hello");
  CAF_CHECK(dana.current.original_intent == intent{});
  dana.says("Haircut Friday 3pm");
  dana.says("Saturday");
  CAF_CHECK(dana.current.original_intent.date == day("2026-11-27"));
  CAF_CHECK_EQUAL(dana.current.original_intent.service_id.value(), "cut");
  CAF_CHECK(dana.current.wanted.date == day("2026-11-28"));
}

CAF_TEST(the_slots_are_those_of_the_card) {
  conversation dana;
  dana.says("Haircut Friday 3pm");
  std::vector<std::string> shown;
  for (const auto& x : dana.current.slots)
    shown.push_back("slot_" + x.id);
  auto ids = dana.ids();
  ids.resize(shown.size());
  CAF_CHECK(std::is_permutation(ids.begin(), ids.end(), shown.begin()));
}

CAF_TEST(slots_carry_what_the_old_service_stored) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  const auto& x = dana.current.slots.front();
  CAF_CHECK_EQUAL(x.id, "sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK_EQUAL(x.date, "2026-11-27");
  CAF_CHECK_EQUAL(x.start_time, "15:00");
  CAF_CHECK_EQUAL(x.end_time, "16:00");
  CAF_CHECK_EQUAL(x.duration, 60);
  CAF_CHECK_EQUAL(x.price, 5000);
  CAF_CHECK_EQUAL(x.proximity_label, "exact");
  CAF_CHECK(x.is_preferred);
  CAF_CHECK(x.show_star);
  CAF_CHECK(x.proximity_score > dana.current.slots.all().back().proximity_score - 1);
}

CAF_TEST(a_tapped_slot_is_the_selected_one_and_the_card_stays) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  const auto before = dana.times();
  dana.taps(dana.id());
  CAF_REQUIRE(dana.current.selected_slot);
  CAF_CHECK_EQUAL(dana.current.selected_slot->id, "sarah-2026-11-27T20:00:00.000Z-cut");
  CAF_CHECK(dana.times() == before);
}

CAF_TEST(the_version_and_the_last_reply_are_left_to_the_session_actor) {
  conversation dana;
  dana.says("Haircut");
  auto before = dana.current;
  before.version = {7, 12};
  inbound_message message;
  message.customer = dana.customer;
  message.content = typed_text{"Friday"};
  const auto view = dana.calendar();
  const auto made = decide(before, message, {dana.where, view, rule_reader(), dana.now});
  CAF_CHECK(made.next.version == before.version);
  CAF_CHECK_EQUAL(made.next.answered->out_id, before.answered->out_id);
}

CAF_TEST(a_decision_has_exactly_one_effect) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  const auto view = dana.calendar();
  inbound_message message;
  message.customer = dana.customer;
  message.content = button_tap{"confirm_sarah-2026-11-27T20:00:00.000Z-cut", {}};
  const auto made = decide(dana.current, message, {dana.where, view, rule_reader(), dana.now});
  CAF_CHECK(made.book && !made.answer && !made.wait);
  CAF_CHECK(made.next.state == conversation_state::booking);
  CAF_CHECK(!made.finished);
}

CAF_TEST(a_session_of_the_old_service_goes_on) {
  conversation dana;
  dana.says("Haircut with Sarah Friday 3pm");
  dana.current.created_at.reset();
  dana.current.answered.reset();
  dana.taps("slot_sarah-2026-11-27T20:00:00.000Z");
  CAF_CHECK(dana.current.state == conversation_state::confirming);
  CAF_CHECK(dana.current.created_at.has_value());
}
