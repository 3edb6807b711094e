#define CAF_SUITE embedded_events

#include "tests/embedding/stepped_service.hpp"

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct heard {
  std::vector<transition_event> transitions;
  std::vector<booking_event> bookings;
  std::vector<health_event> health;
  int in_order = 0; ///< bookings that came before their transition
};

event_listener::behavior_type listen(event_listener::pointer, heard* all) {
  return {
      [all](const transition_event& x) { all->transitions.push_back(x); },
      [all](const booking_event& x) {
        all->bookings.push_back(x);
        all->in_order += all->transitions.empty()
                         || all->transitions.back().message_type != "booking_confirmed";
      },
      [all](const health_event& x) { all->health.push_back(x); },
  };
}

struct fixture : stepped_service {
  heard all;
  event_listener listener = sys.spawn(listen, &all);

  ~fixture() override { self->send_exit(listener, caf::exit_reason::user_shutdown); }

  health_event subscribe(event_subscription x) {
    return ask<health_event>(service().events(), std::move(x));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(events, fixture)

CAF_TEST(a_subscription_is_answered_with_the_health_of_now) {
  const auto health = subscribe({listener});
  CAF_CHECK_EQUAL(health.state, health_state::ok);
  CAF_CHECK_EQUAL(health.dirty_sessions, 0);
}

CAF_TEST(each_turn_that_took_effect_is_told_once) {
  subscribe({listener});
  write("+15551000001", "Haircut", "m1");
  write("+15551000001", "Haircut", "m1");
  write("+15551000001", "", "m2");
  CAF_REQUIRE_EQUAL(all.transitions.size(), 1u);
  const auto& told = all.transitions.front();
  CAF_CHECK_EQUAL(told.customer, "+15551000001");
  CAF_CHECK_EQUAL(told.salon_id, demo_salon);
  CAF_CHECK_EQUAL(told.message_id, "m1");
  CAF_CHECK_EQUAL(told.message_type, "interactive_card");
  CAF_CHECK_EQUAL(told.revision, 1);
  CAF_CHECK_EQUAL(told.kept, storage::redis);
  CAF_CHECK(told.at == now);
  CAF_CHECK(!told.state.empty());
}

CAF_TEST(a_booking_is_told_once_and_before_its_transition) {
  subscribe({listener});
  const auto answer = book("+15551000002");
  CAF_REQUIRE_EQUAL(answer.message_type, "booking_confirmed");
  CAF_REQUIRE_EQUAL(all.bookings.size(), 1u);
  const auto& booking = all.bookings.front();
  CAF_CHECK_EQUAL(booking.booking_code, member(answer.payload, "bookingCode"));
  CAF_CHECK_EQUAL(booking.service_id, demo_haircut);
  CAF_CHECK_EQUAL(booking.salon_id, demo_salon);
  CAF_CHECK(booking.end - booking.start == 1h);
  CAF_CHECK(!booking.master_id.empty());
  CAF_CHECK_EQUAL(all.in_order, 1);
}

CAF_TEST(a_listener_hears_what_it_asked_for) {
  subscribe({listener, false, true, false});
  book("+15551000003");
  CAF_CHECK_EQUAL(all.transitions.size(), 0u);
  CAF_CHECK_EQUAL(all.bookings.size(), 1u);
}

CAF_TEST(a_second_subscription_takes_the_place_of_the_first) {
  subscribe({listener});
  subscribe({listener, true, false, false});
  book("+15551000004");
  CAF_CHECK_EQUAL(all.bookings.size(), 0u);
  CAF_CHECK(!all.transitions.empty());
  CAF_CHECK_EQUAL(all.transitions.back().revision,
                  static_cast<std::int64_t>(all.transitions.size()));
}

CAF_TEST(a_cancellation_ends_it) {
  subscribe({listener});
  self->send(service().events(), event_cancellation{listener});
  consume_messages();
  write("+15551000005", "Haircut");
  CAF_CHECK_EQUAL(all.transitions.size(), 0u);
}

CAF_TEST(a_listener_that_died_is_forgotten_and_others_go_on) {
  heard others;
  auto dying = sys.spawn(listen, &others);
  subscribe({listener});
  subscribe({dying});
  self->send_exit(dying, caf::exit_reason::kill);
  consume_messages();
  write("+15551000006", "Haircut");
  CAF_CHECK_EQUAL(all.transitions.size(), 1u);
  CAF_CHECK_EQUAL(others.transitions.size(), 0u);
}

CAF_TEST(a_subscription_without_a_listener_is_refused) {
  auto asked = self->request(service().events(), caf::infinite, event_subscription{});
  consume_messages();
  asked.receive([](const health_event&) { CAF_FAIL("taken"); },
                [](const caf::error& why) { CAF_CHECK(why == caf::sec::invalid_argument); });
}

CAF_TEST_FIXTURE_SCOPE_END()
