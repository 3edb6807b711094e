#define CAF_SUITE services

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

salon salon_with_services(int n) {
  auto where = demo_like_salon();
  const auto sample = where.services.front();
  where.services.clear();
  for (int i = 0; i < n; ++i) {
    where.services.push_back(sample);
    where.services.back().id = "s" + std::to_string(i);
    where.services.back().name = "Treatment " + std::string(1, static_cast<char>('A' + i));
  }
  return where;
}

} // namespace

CAF_TEST(a_missing_service_is_asked_for_and_the_rest_of_the_wish_kept) {
  conversation dana;
  dana.says("Friday 3pm");
  CAF_CHECK(dana.current.state == conversation_state::asking_service);
  dana.chooses("Haircut");
  CAF_CHECK(dana.time().starts_with("2026-11-27 15:00"));
}

CAF_TEST(an_unknown_service_leads_to_the_list_of_services) {
  conversation dana;
  dana.says("I want a tattoo");
  CAF_CHECK((dana.titles() == std::vector<std::string>{"Haircut", "Coloring", "Manicure"}));
}

CAF_TEST(many_services_have_pages) {
  conversation dana{salon_with_services(12)};
  dana.says("hello");
  CAF_CHECK_EQUAL(dana.ids().size(), 10u);
  dana.taps(dana.ids().back());
  CAF_CHECK_EQUAL(dana.id(), "action_service_s9");
  dana.taps("action_services_page_99");
  CAF_CHECK(dana.offers("action_service_"));
}

CAF_TEST(the_only_service_is_not_asked_for) {
  conversation dana{small_salon()};
  dana.says("Friday 3pm");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
}

CAF_TEST(a_service_that_nobody_does_is_not_offered) {
  conversation dana;
  dana.where.masters.pop_back();
  dana.says("hello");
  CAF_CHECK(!dana.offers("action_service_nails"));
  dana.taps("action_service_nails");
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(a_salon_without_masters_gives_its_number) {
  conversation dana;
  dana.where.masters.clear();
  for (const auto* text : {"Haircut Friday 3pm", "hello", "anytime", "qwrtzp"}) {
    dana.says(text);
    CAF_CHECK(contains(words_of(dana.last), "+1 212 555 0100"));
  }
}

CAF_TEST(of_two_services_the_first_one_is_asked_for) {
  conversation dana;
  dana.says("Haircut and manicure on Friday at 3pm");
  CAF_CHECK(contains(words_of(dana.last), "Which service shall we book first?"));
  CAF_CHECK((dana.titles() == std::vector<std::string>{"Haircut", "Manicure"}));
  dana.chooses("Manicure");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 mia");
  CAF_CHECK((dana.current.pending_services == std::vector<std::string>{"cut"}));
}

CAF_TEST(the_other_service_is_mentioned_after_the_booking) {
  conversation dana;
  dana.says("Haircut and manicure on Friday at 3pm");
  dana.chooses("Manicure");
  dana.taps(dana.id());
  dana.chooses("Confirm");
  CAF_CHECK(contains(words_of(dana.last), "Next: Haircut"));
}

CAF_TEST(which_first_can_be_answered_in_words) {
  conversation dana;
  dana.says("Haircut and manicure on Friday at 3pm");
  dana.says("manicure");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 mia");
  CAF_CHECK((dana.current.pending_services == std::vector<std::string>{"cut"}));
}

CAF_TEST(unreadable_content_repeats_which_first) {
  conversation dana;
  dana.says("Haircut and manicure on Friday at 3pm");
  dana.sends_unreadable();
  CAF_CHECK((dana.titles() == std::vector<std::string>{"Haircut", "Manicure"}));
}

CAF_TEST(a_service_of_an_old_services_session_is_known_by_its_name) {
  conversation dana;
  dana.says("hello");
  dana.current.wanted.service_name = "Manicure";
  dana.current.state = conversation_state::slots_shown;
  dana.taps("choice_popular_times");
  CAF_CHECK_EQUAL(dana.current.slots.front().service_id, "nails");
}
