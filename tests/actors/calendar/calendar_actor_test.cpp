#define CAF_SUITE calendar_actor
#include "tests/actors/calendar/calendar_fixture.hpp"

#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;
using kind = booking_outcome::kind;
using board_t = faulty_store::switchboard;

namespace {

std::size_t count(const std::vector<booking_outcome>& all, kind what) {
  return static_cast<std::size_t>(
      std::ranges::count(all, what, [](const auto& x) { return x.what; }));
}

std::string customer(int i) { return "+1555" + std::to_string(1000 + i); }

} // namespace

CAF_TEST_FIXTURE_SCOPE(calendar_actor_tests, calendar_fixture)

// -- P6 ---

CAF_TEST(a_thousand_customers_for_one_slot_are_one_booking) {
  const temporary_directory files;
  start_over(open_store(files.file("calendar.sqlite")));
  for (int i = 0; i < 1000; ++i)
    post(request_of(customer(i), 60));
  const auto all = answers();
  CAF_CHECK_EQUAL(all.size(), 1000u);
  CAF_CHECK_EQUAL(count(all, kind::booked), 1u);
  CAF_CHECK_EQUAL(count(all, kind::taken), 999u);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
}

CAF_TEST(a_confirm_tapped_fifty_times_is_one_booking_with_one_code) {
  const temporary_directory files;
  start_over(open_store(files.file("calendar.sqlite")));
  for (int i = 0; i < 50; ++i)
    post(request_of("+1", 60));
  const auto all = answers();
  std::set<std::string> codes, ids;
  for (const auto& x : all) {
    codes.insert(x.booking_code);
    ids.insert(x.booking_id);
  }
  CAF_CHECK_EQUAL(count(all, kind::booked), 1u);
  CAF_CHECK_EQUAL(count(all, kind::already_booked), 49u);
  CAF_CHECK_EQUAL(codes.size(), 1u);
  CAF_CHECK_EQUAL(ids.size(), 1u);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
}

CAF_TEST(the_store_decides_where_the_view_lags_behind) {
  start();
  must(real->book({request_of("+2", 60)}, noon));
  CAF_CHECK(all_bookings(*view()).empty());
  CAF_CHECK(book(request_of("+1", 60)).what == kind::taken);
  CAF_CHECK(book(request_of("+1", 180)).what == kind::booked);
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 2u); // the refusal made it load again
}

// -- views ---

CAF_TEST(a_booking_is_in_the_view_once_it_is_answered) {
  start();
  const auto before = view();
  const auto outcome = book(request_of("+1", 60));
  const auto after = view();
  CAF_CHECK(all_bookings(*before).empty());
  const auto found = all_bookings(*after);
  CAF_REQUIRE_EQUAL(found.size(), 1u);
  CAF_CHECK_EQUAL(found[0]->code, outcome.booking_code);
  CAF_CHECK_EQUAL(found[0]->id, outcome.booking_id);
}

CAF_TEST(the_calendar_is_loaded_when_it_starts) {
  must(real->book({request_of("+1", 60)}, noon));
  start();
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
  CAF_CHECK(book(request_of("+2", 60)).what == kind::taken);
  CAF_CHECK(board->batches.empty());
}

CAF_TEST(an_unknown_salon_has_an_empty_view_and_no_bookings) {
  start();
  CAF_CHECK(all_bookings(*ask<calendar_view_ptr>(read_calendar{"elsewhere"})).empty());
  CAF_CHECK(book(request_of("+1", 60, "sarah", "elsewhere")).what == kind::unavailable);
  CAF_CHECK(board->batches.empty());
}

CAF_TEST(bookings_leave_the_view_after_ninety_days) {
  start();
  book(request_of("+1", 0));
  book(request_of("+1", 3 * 24 * 60));
  clock_ms += 91 * 86'400'000LL + 1;
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 1u);
  book(request_of("+1", 92 * 24 * 60));
  CAF_CHECK_EQUAL(all_bookings(*view()).size(), 2u);
}

// -- outcomes ---

CAF_TEST(what_has_begun_cannot_be_booked_but_is_still_known) {
  start();
  const auto code = book(request_of("+1", 60)).booking_code;
  clock_ms += 61 * 60'000;
  CAF_CHECK(book(request_of("+2", 0)).what == kind::in_the_past);
  const auto again = book(request_of("+1", 60));
  CAF_CHECK(again.what == kind::already_booked);
  CAF_CHECK_EQUAL(again.booking_code, code);
}

CAF_TEST(a_customer_joins_the_waitlist_once) {
  start();
  CAF_CHECK(wait(wait_of("+1")).what == waitlist_outcome::kind::joined);
  CAF_CHECK(wait(wait_of("+1")).what == waitlist_outcome::kind::already_on_it);
  CAF_CHECK_EQUAL(figure(R"(quickbooking_waitlist_total{outcome="joined"})"), "1");
}

CAF_TEST(outcomes_are_counted) {
  start();
  book(request_of("+1", 60));
  book(request_of("+1", 60));
  book(request_of("+2", 60));
  CAF_CHECK_EQUAL(figure(R"(quickbooking_bookings_total{outcome="booked"})"), "1");
  CAF_CHECK_EQUAL(figure(R"(quickbooking_bookings_total{outcome="already_booked"})"), "1");
  CAF_CHECK_EQUAL(figure(R"(quickbooking_bookings_total{outcome="taken"})"), "1");
  CAF_CHECK_EQUAL(figure("quickbooking_calendar_batch_seconds_count"), "1");
}

// -- group commit ---

CAF_TEST(what_arrives_during_a_commit_is_the_next_batch) {
  start({.batch = 8});
  board->set(&board_t::stuck, true);
  post(request_of("+1", 0));
  board->await_stuck_call();
  for (int i = 1; i <= 20; ++i)
    post(request_of("+1", 60 * i));
  view(); // answered after the posts: they have arrived
  board->set(&board_t::stuck, false);
  CAF_CHECK_EQUAL(count(answers(), kind::booked), 21u);
  CAF_CHECK(board->batches == (std::vector<std::size_t>{1, 8, 8, 4}));
}

CAF_TEST(many_customers_share_few_commits) {
  const temporary_directory files;
  start_over(open_store(files.file("calendar.sqlite")));
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 5000; ++i)
    post(request_of(customer(i), 60 * i));
  CAF_CHECK_EQUAL(count(answers(), kind::booked), 5000u);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  const auto commits = figure("quickbooking_calendar_batch_seconds_count");
  CAF_MESSAGE("5000 bookings in " << commits << " commits, "
                                  << static_cast<int>(5000 / took.count()) << " bookings/s");
  CAF_CHECK(std::stoi(commits) < 1000);
}

CAF_TEST_FIXTURE_SCOPE_END()
