#define CAF_SUITE waitlist

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

conversation with_nothing_free() {
  conversation dana;
  dana.occupy_days("2026-11-23", 31);
  dana.says("Haircut with Sarah Friday 3pm");
  return dana;
}

} // namespace

CAF_TEST(joining_the_waitlist_keeps_the_wish) {
  auto dana = with_nothing_free();
  dana.chooses("Join waitlist");
  CAF_REQUIRE_EQUAL(dana.waited.size(), 1u);
  const auto& wish = dana.waited.front();
  CAF_CHECK_EQUAL(wish.salon_id, "salon");
  CAF_CHECK_EQUAL(wish.customer, "+15551234567");
  CAF_CHECK_EQUAL(wish.service_id, "cut");
  CAF_CHECK_EQUAL(wish.master_id, "sarah");
  CAF_CHECK(wish.date == day("2026-11-27"));
  CAF_CHECK(wish.time == clock_time("15:00"));
}

CAF_TEST(who_joined_is_told_so_and_can_call) {
  auto dana = with_nothing_free();
  dana.chooses("Join waitlist");
  CAF_CHECK(contains(words_of(dana.last), "You're on the waitlist"));
  CAF_CHECK(dana.offers("action_call_salon"));
  CAF_CHECK(dana.current.state == conversation_state::waitlisted);
}

CAF_TEST(who_was_on_the_list_keeps_the_place) {
  auto dana = with_nothing_free();
  dana.waitlist.what = waitlist_outcome::kind::already_on_it;
  dana.chooses("Join waitlist");
  CAF_CHECK(contains(words_of(dana.last), "already on the waitlist"));
}

CAF_TEST(a_waitlist_that_does_not_answer_can_be_tried_again) {
  auto dana = with_nothing_free();
  dana.waitlist.what = waitlist_outcome::kind::unavailable;
  dana.chooses("Join waitlist");
  CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
  dana.waitlist.what = waitlist_outcome::kind::joined;
  dana.chooses("Join waitlist");
  CAF_CHECK(contains(words_of(dana.last), "You're on the waitlist"));
}

CAF_TEST(yes_joins_the_waitlist) {
  auto dana = with_nothing_free();
  dana.says("yes");
  CAF_CHECK_EQUAL(dana.waited.size(), 1u);
}

CAF_TEST(joining_needs_no_session) {
  auto dana = with_nothing_free();
  const auto join = dana.id();
  dana.forget();
  dana.taps(join);
  CAF_REQUIRE_EQUAL(dana.waited.size(), 1u);
  CAF_CHECK_EQUAL(dana.waited.front().master_id, "sarah");
  CAF_CHECK(dana.waited.front().date == day("2026-11-27"));
}

CAF_TEST(joining_without_a_service_asks_for_it) {
  conversation dana;
  dana.taps("waitlist_join");
  CAF_CHECK(dana.waited.empty());
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(who_waits_can_ask_for_something_else) {
  auto dana = with_nothing_free();
  dana.chooses("Join waitlist");
  dana.chooses("Start over");
  CAF_CHECK(dana.offers("action_service_nails"));
}
