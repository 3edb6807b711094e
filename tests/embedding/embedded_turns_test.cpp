#define CAF_SUITE embedded_turns

#include "tests/embedding/stepped_service.hpp"

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

CAF_TEST_FIXTURE_SCOPE(turns, stepped_service)

CAF_TEST(a_customer_books_with_a_text_and_taps) {
  const auto answer = book("+1 (555) 123-4567");
  CAF_REQUIRE_EQUAL(answer.message_type, "booking_confirmed");
  CAF_CHECK(member(answer.payload, "bookingCode").starts_with("BK-"));
  CAF_CHECK_EQUAL(answer.language, "en");
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
}

CAF_TEST(the_answer_tells_what_was_understood) {
  const auto answer = write("+15550000001", "Haircut tomorrow 3pm");
  CAF_CHECK_EQUAL(member(answer.intent, "serviceId"), demo_haircut);
  CAF_CHECK(!answer.session_id.empty());
}

CAF_TEST(a_message_id_takes_effect_once_and_is_answered_alike) {
  const auto first = write("+15550000002", "Haircut", "m1");
  const auto again = write("+15550000002", "Haircut", "m1");
  CAF_CHECK_EQUAL(again.outcome, turn_outcome::duplicate);
  CAF_CHECK_EQUAL(again.payload, first.payload);
}

CAF_TEST(a_slot_is_sold_once) {
  const auto first_of = [](const customer_answer& x) { return buttons_of(x).at(0); };
  const auto mine = first_of(write("+15550000003", "Haircut tomorrow 3pm"));
  const auto theirs = first_of(write("+15550000004", "Haircut tomorrow 3pm"));
  CAF_REQUIRE_EQUAL(mine, theirs);
  const auto my_confirm = first_of(tap("+15550000003", mine));
  const auto their_confirm = first_of(tap("+15550000004", theirs));
  const auto my_end = tap("+15550000003", my_confirm);
  CAF_CHECK_EQUAL(my_end.message_type, "booking_confirmed");
  const auto their_end = tap("+15550000004", their_confirm);
  CAF_CHECK_EQUAL(their_end.message_type, "interactive_card");
}

CAF_TEST(the_reply_is_in_the_language_that_was_asked_for) {
  const auto answer = ask<customer_answer>(
      service().bookings(), customer_text{"+15550000005", demo_salon, "Haircut", {}, "ru"});
  CAF_CHECK_EQUAL(answer.language, "ru");
}

CAF_TEST(what_is_wrong_is_named_and_changes_nothing) {
  auto code = [&](customer_text x) {
    const auto answer = ask<customer_answer>(service().bookings(), std::move(x));
    CAF_CHECK_EQUAL(answer.outcome, turn_outcome::refused);
    CAF_CHECK(!answer.error_message.empty());
    return answer.error_code;
  };
  CAF_CHECK_EQUAL(code({"nobody", demo_salon, "Haircut", {}, {}}), "invalid_phone");
  CAF_CHECK_EQUAL(code({"+15550000006", "elsewhere", "Haircut", {}, {}}), "unknown_salon");
  CAF_CHECK_EQUAL(code({"+15550000006", {}, "Haircut", {}, {}}), "invalid_field");
  CAF_CHECK_EQUAL(code({"+15550000006", demo_salon, {}, {}, {}}), "invalid_field");
  CAF_CHECK_EQUAL(code({"+15550000006", demo_salon, std::string(5'000, 'x'), {}, {}}),
                  "text_too_long");
  const auto long_tap = tap("+15550000006", std::string(1'000, 'x'));
  CAF_CHECK_EQUAL(long_tap.error_code, "invalid_field");
  const auto record = ask<session_record>(service().bookings(), session_query{"+15550000006"});
  CAF_CHECK(!record.found);
}

CAF_TEST(a_text_that_is_no_utf8_is_taken_as_far_as_it_can_be_read) {
  const auto answer = write("+15550000007", "Haircut \xff\xfe");
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
}

CAF_TEST(a_button_id_that_nobody_made_leads_on) {
  write("+15550000008", "Haircut");
  const auto answer = tap("+15550000008", "confirm_../../etc");
  CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
  CAF_CHECK(!answer.payload.empty());
}

CAF_TEST(a_session_can_be_read_and_removed) {
  write("+15550000009", "Haircut");
  const auto kept = ask<session_record>(service().bookings(), session_query{"1 555 000 0009"});
  CAF_REQUIRE(kept.found);
  CAF_CHECK_EQUAL(member(kept.snapshot, "salonId"), demo_salon);
  CAF_CHECK(kept.ttl > 29min && kept.ttl <= 30min);
  const auto removed = ask<session_record>(service().bookings(), session_removal{"+15550000009"});
  CAF_CHECK(removed.found);
  const auto gone = ask<session_record>(service().bookings(), session_query{"+15550000009"});
  CAF_CHECK(!gone.found);
}

CAF_TEST(a_session_ends_thirty_minutes_after_the_last_message) {
  write("+15550000010", "Haircut");
  now += 29min;
  const auto alive = ask<session_record>(service().bookings(), session_query{"+15550000010"});
  CAF_CHECK(alive.found);
  pass(61s); // it leaves the actor's memory
  now += 30min;
  const auto over = ask<session_record>(service().bookings(), session_query{"+15550000010"});
  CAF_CHECK(!over.found);
}

CAF_TEST(statistics_count_sessions) {
  write("+15550000011", "Haircut");
  write("+15550000012", "Haircut");
  const auto counts = ask<session_statistics>(service().statistics(), statistics_query{});
  CAF_CHECK(counts.available);
  CAF_CHECK_EQUAL(counts.total, 2);
  CAF_CHECK_EQUAL(counts.in_memory, 2);
  CAF_CHECK_EQUAL(counts.without_ttl, 0);
  CAF_CHECK(counts.average_ttl_seconds > 1'700);
}

CAF_TEST(a_host_that_routes_by_itself_reaches_the_same_sessions) {
  write("+15550000013", "Haircut");
  const auto direct = ask<customer_answer>(
      service().sessions(), customer_text{"+15550000013", demo_salon, "tomorrow 3pm", {}, {}});
  CAF_CHECK_EQUAL(direct.outcome, turn_outcome::handled);
  CAF_CHECK_EQUAL(member(direct.intent, "serviceId"), demo_haircut);
}

CAF_TEST(services_beside_each_other_share_nothing) {
  auto second = embedded_service::start(sys, options);
  CAF_REQUIRE(second);
  consume_messages();
  write("+15550000014", "Haircut");
  const auto there = ask<session_record>(second->bookings(), session_query{"+15550000014"});
  CAF_CHECK(!there.found);
  const auto answer = ask<customer_answer>(
      second->bookings(), customer_text{"+15550000014", demo_salon, "Coloring", {}, {}});
  CAF_CHECK_NOT_EQUAL(member(answer.intent, "serviceId"), demo_haircut);
  auto counter = [](const embedded_service& x) {
    for (auto& figure : x.figures())
      if (figure.name == "quickbooking_sessions_created_total")
        return figure.value;
    return -1.0;
  };
  CAF_CHECK_EQUAL(counter(service()), 1);
  CAF_CHECK_EQUAL(counter(*second), 1);
  auto in_order = false;
  second->stop_async(1s, [&](bool x) { in_order = x; });
  pass(100ms);
  CAF_CHECK(in_order);
  const auto here = ask<session_record>(service().bookings(), session_query{"+15550000014"});
  CAF_CHECK(here.found);
}

CAF_TEST_FIXTURE_SCOPE_END()
