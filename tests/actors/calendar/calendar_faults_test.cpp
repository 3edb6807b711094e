#define CAF_SUITE calendar_faults
#include "tests/actors/calendar/calendar_fixture.hpp"

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;
using board_t = faulty_store::switchboard;

CAF_TEST_FIXTURE_SCOPE(calendar_faults_tests, calendar_fixture)

// -- a stuck store ---

CAF_TEST(a_stuck_store_does_not_keep_anybody_from_reading) {
  start();
  book(request_of("+1", 0));
  board->set(&board_t::stuck, true);
  post(request_of("+1", 60));
  board->await_stuck_call();
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
  CAF_CHECK(book(request_of("+2", 0)).what == kind::taken);
  board->set(&board_t::stuck, false);
  CAF_CHECK(answers().at(0).what == kind::booked);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 2u);
}

CAF_TEST(beyond_the_limit_requests_are_refused_and_counted) {
  start({.waiting = 3});
  board->set(&board_t::stuck, true);
  post(request_of("+1", 0));
  board->await_stuck_call();
  for (int i = 1; i <= 3; ++i)
    post(request_of("+1", 60 * i));
  CAF_CHECK(book(request_of("+1", 60 * 4)).what == kind::unavailable);
  CAF_CHECK(wait(wait_of("+1")).what == waitlist_outcome::kind::unavailable);
  CAF_CHECK_EQUAL(figure(R"(quickbooking_calendar_refused_total{why="queue_full"})"), "2");
  CAF_CHECK_EQUAL(figure("quickbooking_calendar_waiting"), "3");
  board->set(&board_t::stuck, false);
  for (const auto& x : answers())
    CAF_CHECK(x.what == kind::booked);
  CAF_CHECK_EQUAL(figure("quickbooking_calendar_waiting"), "0");
}

CAF_TEST(what_waits_too_long_is_refused_and_never_written) {
  start({.patience = 4000ms});
  board->set(&board_t::stuck, true);
  post(request_of("+1", 0));
  board->await_stuck_call();
  const auto with_store = std::exchange(open, {});
  post(request_of("+1", 60));
  view();
  clock_ms += 4000;
  CAF_CHECK(answers().at(0).what == kind::unavailable); // while the store is still stuck
  CAF_CHECK_EQUAL(figure(R"(quickbooking_calendar_refused_total{why="waited_too_long"})"), "1");
  open = with_store;
  board->set(&board_t::stuck, false);
  CAF_CHECK(answers().at(0).what == kind::booked);
  CAF_CHECK_EQUAL(must(real->load("salon", noon)).size(), 1u);
}

CAF_TEST(what_a_stuck_store_keeps_too_long_is_unavailable_until_it_is_known_to_be_booked) {
  start({.longest = 5000ms});
  board->set(&board_t::stuck, true);
  post(request_of("+1", 60));
  board->await_stuck_call();
  clock_ms += 5000;
  CAF_CHECK(answers().at(0).what == kind::unavailable); // while the store is still stuck
  CAF_CHECK_EQUAL(figure(R"(quickbooking_calendar_refused_total{why="waited_too_long"})"), "1");
  post(request_of("+1", 60));
  board->set(&board_t::stuck, false);
  CAF_CHECK(answers().at(0).what == kind::already_booked);
  CAF_CHECK_EQUAL(must(real->load("salon", noon)).size(), 1u);
}

CAF_TEST(a_clock_that_is_put_back_makes_nobody_wait_longer) {
  start();
  board->set(&board_t::stuck, true);
  post(request_of("+1", 0));
  board->await_stuck_call();
  post(request_of("+1", 60));
  view();
  clock_ms -= 3'600'000;
  for (const auto& x : answers()) // while the store is still stuck
    CAF_CHECK(x.what == kind::unavailable);
}

// -- a failing store ---

CAF_TEST(a_failing_store_is_unavailable_and_tried_again) {
  start();
  board->set(&board_t::failing, true);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::unavailable);
  CAF_CHECK(wait(wait_of("+1")).what == waitlist_outcome::kind::unavailable);
  CAF_CHECK(figure("quickbooking_calendar_store_failures_total") != "0");
  board->set(&board_t::failing, false);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::booked);
}

CAF_TEST(a_store_that_throws_is_unavailable_and_tried_again) {
  start();
  board->set(&board_t::throwing, true);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::unavailable);
  board->set(&board_t::throwing, false);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::booked);
}

CAF_TEST(after_a_failed_commit_the_calendar_is_read_again) {
  start();
  board->set(&board_t::failing, true);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::unavailable);
  must(real->book({request_of("+1", 60)}, noon)); // as if the commit had succeeded after all
  board->set(&board_t::failing, false);
  CAF_CHECK(book(request_of("+2", 180)).what == kind::booked);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 2u);
  CAF_CHECK(book(request_of("+1", 60)).what == kind::already_booked);
}

CAF_TEST(a_calendar_that_could_not_be_loaded_is_loaded_later) {
  must(real->book({request_of("+1", 60)}, noon));
  board->set(&board_t::failing, true);
  start();
  CAF_CHECK(all_bookings(*view()).empty());
  board->set(&board_t::failing, false);
  CAF_CHECK(book(request_of("+2", 60)).what == kind::taken);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
}

// -- the end ---

CAF_TEST(what_is_with_the_store_is_answered_before_the_end) {
  start();
  board->set(&board_t::stuck, true);
  post(request_of("+1", 0));
  board->await_stuck_call();
  post(request_of("+1", 60));
  self->send_exit(calendar, caf::exit_reason::user_shutdown);
  post(request_of("+1", 120));
  view();
  board->set(&board_t::stuck, false);
  const auto all = answers();
  CAF_CHECK(all.at(0).what == kind::booked);
  CAF_CHECK(all.at(1).what == kind::unavailable);
  CAF_CHECK(all.at(2).what == kind::unavailable);
  self->wait_for(calendar);
}

CAF_TEST(a_calendar_without_work_ends_at_once) {
  start();
  self->send_exit(calendar, caf::exit_reason::user_shutdown);
  self->wait_for(calendar);
}

CAF_TEST_FIXTURE_SCOPE_END()
