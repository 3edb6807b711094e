#define CAF_SUITE calendar_view
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const instant three = at("2027-03-05 15:00");

} // namespace

CAF_TEST(back_to_back_is_not_busy) {
  const auto view = make_view({make_booking("sarah", three)});
  CAF_CHECK(is_busy(view, "sarah", three, three + 60min));
  CAF_CHECK(is_busy(view, "sarah", three - 30min, three + 30min));
  CAF_CHECK(is_busy(view, "sarah", three + 59min, three + 2h));
  CAF_CHECK(is_busy(view, "sarah", three + 10min, three + 20min));
  CAF_CHECK(is_busy(view, "sarah", three - 1h, three + 3h));
  CAF_CHECK(!is_busy(view, "sarah", three - 60min, three));
  CAF_CHECK(!is_busy(view, "sarah", three + 60min, three + 2h));
  CAF_CHECK(!is_busy(view, "alex", three, three + 60min));
}

CAF_TEST(a_long_booking_is_seen_from_its_end) {
  const auto view = make_view({make_booking("sarah", three - 23h, 24h)});
  CAF_CHECK(is_busy(view, "sarah", three + 30min, three + 90min));
  CAF_CHECK(!is_busy(view, "sarah", three + 60min, three + 90min));
}

CAF_TEST(only_live_bookings_block_time) {
  for (const auto status : {booking_status::completed, booking_status::cancelled,
                            booking_status::no_show, booking_status::in_progress}) {
    auto x = make_booking("sarah", three);
    x.status = status;
    CAF_CHECK_EQUAL(is_busy(make_view({x}), "sarah", three, three + 1h),
                    status == booking_status::in_progress);
  }
}

CAF_TEST(a_booking_is_found_by_all_that_makes_it_one) {
  auto cancelled = make_booking("sarah", three);
  cancelled.status = booking_status::cancelled;
  const auto view = make_view({cancelled, make_booking("sarah", three + 1h)});
  CAF_CHECK(find_booking(view, "+15550001", "cut", "sarah", three) == nullptr);
  CAF_CHECK(find_booking(view, "+15550001", "cut", "sarah", three + 1h) != nullptr);
  CAF_CHECK(find_booking(view, "+15550002", "cut", "sarah", three + 1h) == nullptr);
  CAF_CHECK(find_booking(view, "+15550001", "dye", "sarah", three + 1h) == nullptr);
  CAF_CHECK(find_booking(view, "+15550001", "cut", "alex", three + 1h) == nullptr);
  CAF_CHECK(find_booking(view, "+15550001", "cut", "sarah", three + 2h) == nullptr);
}

CAF_TEST(a_customer_s_bookings_come_oldest_first) {
  auto other = make_booking("sarah", three + 1h);
  other.customer = "+15550002";
  const auto view
      = make_view({make_booking("sarah", three + 2h), other, make_booking("alex", three)});
  const auto found = bookings_of(view, "+15550001");
  CAF_REQUIRE(found.size() == 2);
  CAF_CHECK(found[0]->start == three);
  CAF_CHECK(found[1]->start == three + 2h);
  CAF_CHECK_EQUAL(bookings_of(view, "+15550001", three).size(), 0u);
  CAF_CHECK_EQUAL(bookings_of(view, "+15550001", three + 2h).size(), 1u);
}

CAF_TEST(statuses_are_read_as_they_are_written) {
  for (int i = 0; i < 5; ++i) {
    const auto x = static_cast<booking_status>(i);
    CAF_CHECK(parse_booking_status(to_string(x)) == x);
  }
  CAF_CHECK(!parse_booking_status("PENDING "));
}

CAF_TEST(bookings_are_added_in_order_and_replaced_by_id) {
  auto old = make_booking("sarah", three), changed = old, late = make_booking("sarah", three + 2h);
  changed.status = booking_status::cancelled;
  const auto before = make_view({late, old});
  const auto early = std::make_shared<const booking_record>(make_booking("sarah", three - 2h));
  const auto after
      = with_bookings(before, {std::make_shared<const booking_record>(changed), early, early});
  const auto all = all_bookings(after);
  CAF_REQUIRE_EQUAL(all.size(), 3u);
  CAF_CHECK(all[0] == early.get());
  CAF_CHECK(all[1]->status == booking_status::cancelled);
  CAF_CHECK(all[2] == all_bookings(before)[1]);
  CAF_CHECK(all_bookings(before)[0]->status == booking_status::confirmed);
}

CAF_TEST(what_is_older_is_left_out) {
  const auto view = make_view({make_booking("sarah", three), make_booking("sarah", three + 1h)});
  CAF_CHECK_EQUAL(all_bookings(without_older(view, three)).size(), 2u);
  CAF_CHECK_EQUAL(all_bookings(without_older(view, three + 1ms)).size(), 1u);
  CAF_CHECK_EQUAL(all_bookings(without_older(view, three + 2h)).size(), 0u);
}

CAF_TEST(a_days_bookings_that_touch_are_one_range_of_their_master) {
  const auto view = make_view({make_booking("sarah", three), make_booking("alex", three + 60min),
                               make_booking("sarah", three + 60min)});
  CAF_REQUIRE_EQUAL(view.days.size(), 1u);
  CAF_CHECK_EQUAL(view.days[0].day->taken.size(), 2u);
  CAF_CHECK_EQUAL(taken_time(view, "sarah", {three, three + 3h}),
                  (time_ranges{{three, three + 2h}}));
}

CAF_TEST(a_further_booking_copies_its_own_day_only) {
  const auto before = make_view({make_booking("sarah", three), make_booking("sarah", three + 48h)});
  const auto more = std::make_shared<const booking_record>(make_booking("alex", three + 1h));
  const auto after = with_bookings(before, {more});
  CAF_REQUIRE_EQUAL(after.days.size(), 2u);
  CAF_CHECK(after.days[0].day != before.days[0].day);
  CAF_CHECK(after.days[1].day == before.days[1].day);
}

CAF_TEST(taken_time_is_joined_across_days_and_masters_are_kept_apart) {
  const auto late = at("2027-03-05 23:00");
  const auto view = make_view({make_booking("sarah", late, 90min),
                               make_booking("sarah", late + 90min), make_booking("alex", late)});
  const time_range night{late - 2h, late + 5h};
  CAF_CHECK((taken_time(view, "sarah", night) == time_ranges{{late, late + 150min}}));
  CAF_CHECK((taken_time(view, "alex", night) == time_ranges{{late, late + 1h}}));
  CAF_CHECK(taken_time(view, "mia", night).empty());
  CAF_CHECK(taken_time(view, "alex", {late + 1h, late + 2h}).empty());
}

CAF_TEST(a_status_moves_only_forwards) {
  using enum booking_status;
  const booking_status all[]{confirmed, in_progress, completed, cancelled, no_show};
  std::vector<std::string> moves;
  for (const auto from : all)
    for (const auto to : all)
      if (may_become(from, to))
        moves.push_back(std::string{to_string(from)} + ">" + std::string{to_string(to)});
  CAF_CHECK(moves
            == (std::vector<std::string>{"CONFIRMED>IN_PROGRESS", "CONFIRMED>CANCELLED",
                                         "CONFIRMED>NO_SHOW", "IN_PROGRESS>COMPLETED",
                                         "IN_PROGRESS>CANCELLED"}));
}
