#define CAF_SUITE usual

#include "tests/booking/conversation/conversation_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

/// Three Thursdays with Sarah, at 15:00, 15:00 and 16:00, and one Monday with Alex.
conversation with_habit() {
  conversation dana;
  dana.visited("alex", "2026-10-05 09:00");
  dana.visited("sarah", "2026-10-15 15:00");
  dana.visited("sarah", "2026-10-29 16:00");
  dana.visited("sarah", "2026-11-12 15:00");
  return dana;
}

} // namespace

CAF_TEST(my_usual_offers_service_master_day_and_hour_of_past_visits) {
  auto dana = with_habit();
  dana.says("my usual please");
  CAF_CHECK(contains(words_of(dana.last), "Welcome back, Dana"));
  CAF_CHECK(contains(words_of(dana.last), "Haircut with Sarah"));
  CAF_CHECK((dana.times() == std::vector<std::string>{"2026-11-26 14:00 sarah"}));
  CAF_CHECK_EQUAL(dana.title(0), "Book now");
  CAF_CHECK_EQUAL(dana.title(1), "All times");
}

CAF_TEST(book_now_leads_to_the_confirmation) {
  auto dana = with_habit();
  dana.says("my usual please");
  dana.chooses("Book now");
  CAF_CHECK(dana.offers("confirm_"));
}

CAF_TEST(yes_books_the_usual) {
  auto dana = with_habit();
  dana.says("my usual please");
  dana.says("yes");
  CAF_CHECK(dana.offers("confirm_"));
}

CAF_TEST(all_times_shows_more_than_the_usual) {
  auto dana = with_habit();
  dana.says("my usual please");
  dana.chooses("All times");
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
}

CAF_TEST(a_usual_time_that_is_not_free_is_said_openly_with_the_nearest) {
  auto dana = with_habit();
  for (const auto* thursday :
       {"2026-11-26 09:00", "2026-12-03 09:00", "2026-12-10 09:00", "2026-12-17 09:00"})
    dana.occupy("sarah", thursday, std::chrono::hours{11});
  dana.says("my usual please");
  CAF_CHECK(contains(words_of(dana.last), "isn't free"));
  CAF_CHECK_EQUAL(dana.times().size(), 5u);
}

CAF_TEST(a_greeting_of_a_returning_customer_offers_the_usual) {
  auto dana = with_habit();
  dana.says("hello");
  CAF_CHECK(contains(words_of(dana.last), "Welcome back"));
  CAF_CHECK(dana.offers("action_services_page_0"));
}

CAF_TEST(my_usual_without_history_is_a_normal_request) {
  conversation dana;
  dana.visited("sarah", "2026-10-15 15:00");
  dana.visited("sarah", "2026-10-29 15:00");
  dana.says("my usual please");
  CAF_CHECK(dana.offers("action_service_cut"));
}

CAF_TEST(visits_that_were_cancelled_or_are_to_come_do_not_count) {
  conversation dana;
  dana.visited("sarah", "2026-10-15 15:00");
  dana.visited("sarah", "2026-10-29 15:00");
  auto& cancelled = dana.occupy("sarah", "2026-11-12 15:00");
  cancelled.customer = dana.customer;
  cancelled.status = booking_status::cancelled;
  dana.occupy("sarah", "2026-12-12 15:00").customer = dana.customer;
  dana.says("my usual please");
  CAF_CHECK(!contains(words_of(dana.last), "Welcome back"));
}

CAF_TEST(a_usual_master_who_left_is_replaced_by_any) {
  auto dana = with_habit();
  dana.where.masters[0].active = false;
  dana.says("my usual please");
  CAF_CHECK((dana.times() == std::vector<std::string>{"2026-11-26 14:00 alex"}));
}

CAF_TEST(the_exact_wish_comes_before_the_usual_hour) {
  auto dana = with_habit();
  dana.says("Haircut with Sarah Friday 15:00");
  CAF_CHECK_EQUAL(dana.time(), "2026-11-27 15:00 sarah");
}
