#define CAF_SUITE availability
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

const calendar_view nothing_booked;
constexpr const char* friday = "2027-03-05";

/// One master in a salon that is always open.
salon salon_of(master who, std::string zone = new_york) {
  return make_salon(every_day({hours("00:00", "24:00")}), {std::move(who)}, std::move(zone));
}

salon salon_with_hours(const week_hours& week) { return salon_of(make_master("sarah", week)); }

} // namespace

// -- hours ---

CAF_TEST(a_slot_on_the_grid_is_free_until_booked) {
  const auto where = salon_with_hours(every_day({hours("14:00", "16:00")}));
  CAF_CHECK(openings_of(where, nothing_booked, friday)
            == (lines{"14:00 sarah", "14:30 sarah", "15:00 sarah"}));
  const auto view = make_view({make_booking("sarah", at("2027-03-05 15:00"))});
  CAF_CHECK(openings_of(where, view, friday) == lines{"14:00 sarah"});
}

CAF_TEST(nothing_starts_or_lasts_into_a_break) {
  const auto where
      = salon_with_hours(every_day({hours("11:00", "16:00")}, {hours("13:00", "14:00")}));
  CAF_CHECK(openings_of(where, nothing_booked, friday)
            == (lines{"11:00 sarah", "11:30 sarah", "12:00 sarah", "14:00 sarah", "14:30 sarah",
                      "15:00 sarah"}));
}

CAF_TEST(bookings_back_to_back_leave_no_hole) {
  const auto where = salon_with_hours(every_day({hours("10:00", "13:00")}));
  const auto view = make_view({make_booking("sarah", at("2027-03-05 10:00")),
                               make_booking("sarah", at("2027-03-05 12:00"))});
  CAF_CHECK(openings_of(where, view, friday) == lines{"11:00 sarah"});
}

CAF_TEST(the_bookings_of_others_do_not_matter) {
  const auto where = salon_with_hours(every_day({hours("15:00", "16:00")}));
  auto cancelled = make_booking("sarah", at("2027-03-05 15:00"));
  cancelled.status = booking_status::cancelled;
  const auto view = make_view({make_booking("alex", at("2027-03-05 15:00")), cancelled});
  CAF_CHECK(openings_of(where, view, friday) == lines{"15:00 sarah"});
}

CAF_TEST(a_service_may_cross_midnight_where_the_hours_do) {
  const auto where = salon_with_hours(every_day({hours("22:30", "01:00")}));
  CAF_CHECK(openings_of(where, nothing_booked, friday)
            == (lines{"00:00 sarah", "22:30 sarah", "23:00 sarah", "23:30 sarah"}));
}

CAF_TEST(hours_past_midnight_belong_to_the_day_before) {
  week_hours week;
  week[5].open = {hours("23:00", "02:00")};
  const auto where = salon_with_hours(week);
  CAF_CHECK(openings_of(where, nothing_booked, friday) == (lines{"23:00 sarah", "23:30 sarah"}));
  CAF_CHECK(openings_of(where, nothing_booked, "2027-03-06")
            == (lines{"00:00 sarah", "00:30 sarah", "01:00 sarah"}));
  CAF_CHECK(openings_of(where, nothing_booked, "2027-03-07").empty());
}

CAF_TEST(a_salon_round_the_clock_has_every_start) {
  const auto where = salon_with_hours(every_day({hours("00:00", "24:00")}));
  const auto found = openings_of(where, nothing_booked, friday);
  CAF_CHECK_EQUAL(found.size(), 48u);
  CAF_CHECK_EQUAL(found.back(), "23:30 sarah");
}

CAF_TEST(some_salons_and_masters_have_no_openings) {
  const auto all_day = every_day({hours("09:00", "18:00")});
  CAF_CHECK(openings_of(make_salon(all_day, {}), nothing_booked, friday, 30).empty());
  CAF_CHECK(openings_of(salon_with_hours({}), nothing_booked, friday, 30).empty());
  const auto on_break = every_day({hours("09:00", "18:00")}, {hours("09:00", "18:00")});
  CAF_CHECK(openings_of(salon_with_hours(on_break), nothing_booked, friday, 30).empty());
  auto too_long = salon_with_hours(all_day);
  too_long.services[0].duration = 600min;
  CAF_CHECK(openings_of(too_long, nothing_booked, friday, 30).empty());
}

CAF_TEST(a_closed_weekday_is_left_out) {
  auto week = every_day({hours("15:00", "16:00")});
  week[6] = {};
  CAF_CHECK(openings_of(salon_with_hours(week), nothing_booked, friday, 3)
            == (lines{"2027-03-05 15:00 sarah", "2027-03-07 15:00 sarah"}));
}

// -- clock changes ---

CAF_TEST(a_skipped_hour_is_not_offered) {
  const auto where = salon_with_hours(every_day({hours("01:00", "05:00")}));
  CAF_CHECK(openings_of(where, nothing_booked, "2027-03-14")
            == (lines{"01:00 sarah", "01:30 sarah", "03:00 sarah", "03:30 sarah", "04:00 sarah"}));
}

CAF_TEST(a_repeated_hour_is_offered_once) {
  const auto where = salon_with_hours(every_day({hours("00:30", "03:00")}));
  const auto found = openings_of(where, nothing_booked, "2026-11-01");
  CAF_CHECK(found == (lines{"00:30 sarah", "01:00 sarah", "01:30 sarah", "02:00 sarah"}));
  const auto view = make_view({make_booking("sarah", at("2026-11-01 01:00"))});
  CAF_CHECK(openings_of(where, view, "2026-11-01") == lines{"02:00 sarah"});
}

CAF_TEST(clock_changes_elsewhere_hold_too) {
  const auto where
      = salon_of(make_master("sarah", every_day({hours("00:00", "04:00")})), "Asia/Jerusalem");
  CAF_CHECK_EQUAL(openings_of(where, nothing_booked, "2027-03-26").size(), 5u);
  CAF_CHECK_EQUAL(openings_of(where, nothing_booked, "2026-10-25").size(), 7u);
  CAF_CHECK_EQUAL(openings_of(where, nothing_booked, "2026-10-26").size(), 7u);
}

// -- now ---

CAF_TEST(today_starts_at_now_rounded_up_to_the_grid) {
  const auto where = salon_with_hours(every_day({hours("09:00", "16:00")}));
  const auto now = at("2027-03-05 14:00");
  const auto from = [&](instant t) { return openings_of(where, nothing_booked, friday, 1, t)[0]; };
  CAF_CHECK_EQUAL(from(now), "14:00 sarah");
  CAF_CHECK_EQUAL(from(now + 1ms), "14:30 sarah");
  CAF_CHECK_EQUAL(from(now + 30min), "14:30 sarah");
}

CAF_TEST(days_that_are_over_are_skipped) {
  const auto where = salon_with_hours(every_day({hours("15:00", "16:00")}));
  const auto now = at("2027-03-05 12:00");
  CAF_CHECK(openings_of(where, nothing_booked, "2027-03-01", 6, now)
            == (lines{"2027-03-05 15:00 sarah", "2027-03-06 15:00 sarah"}));
  CAF_CHECK(openings_of(where, nothing_booked, "2027-03-01", 2, now).empty());
}

// -- the query ---

CAF_TEST(openings_come_by_start_then_name_then_id) {
  const auto week = every_day({hours("15:00", "16:30")});
  auto where = make_salon(week, {make_master("x2", week), make_master("x1", week),
                                 make_master("x3", week), make_master("x4", week)});
  where.masters[2].name = "Alex";
  where.masters[0].name = where.masters[1].name = "Sarah";
  where.masters[3].active = false;
  CAF_CHECK(openings_of(where, nothing_booked, friday)
            == (lines{"15:00 x3", "15:00 x1", "15:00 x2", "15:30 x3", "15:30 x1", "15:30 x2"}));
}

CAF_TEST(a_wanted_master_is_the_only_one_and_must_do_the_service) {
  const auto week = every_day({hours("15:00", "16:00")});
  auto where = make_salon(week, {make_master("alex", week), make_master("sarah", week)});
  where.masters[0].kinds = {category::massage};
  opening_query query{&where, &where.services[0], &where.masters[1], day(friday), 1};
  const auto found = opening_days{query, nothing_booked, {}}.all();
  CAF_CHECK_EQUAL(found.size(), 1u);
  query.who = &where.masters[0];
  const opening_days none{query, nothing_booked, {}};
  CAF_CHECK(none.empty());
}

CAF_TEST(a_part_of_the_day_has_the_starts_within_it) {
  const auto where = salon_with_hours(every_day({hours("10:00", "19:00")}));
  opening_query query{&where, &where.services[0], nullptr, day(friday), 1};
  query.earliest = 12h;
  query.before = 17h;
  const auto found = opening_days{query, nothing_booked, {}}.all();
  CAF_REQUIRE_EQUAL(found.size(), 10u);
  CAF_CHECK_EQUAL(to_hhmm(found.front().time_of_day), "12:00");
  CAF_CHECK_EQUAL(to_hhmm(found.back().time_of_day), "16:30");
}

CAF_TEST(days_may_be_looked_at_in_any_order) {
  const auto where = salon_with_hours(every_day({hours("22:00", "02:00")}));
  const opening_query query{&where, &where.services[0], nullptr, day(friday), 30};
  const auto now = at("2027-03-06 23:00");
  const opening_days from_behind{query, nothing_booked, now};
  std::size_t found = 0;
  for (int i = query.days; i >= -1; --i)
    found += from_behind.on(add_days(day(friday), i)).size();
  const opening_days in_order{query, nothing_booked, now};
  const auto all = in_order.all();
  CAF_CHECK_EQUAL(found, all.size());
  CAF_CHECK(std::ranges::is_sorted(all, {}, &opening::start));
  CAF_CHECK(std::ranges::equal(all, from_behind.all(), {}, &opening::start, &opening::start));
}

CAF_TEST(days_outside_the_span_have_no_openings) {
  const auto where = salon_with_hours(every_day({hours("15:00", "16:00")}));
  const opening_query query{&where, &where.services[0], nullptr, day(friday), 3};
  const opening_days found{query, nothing_booked, at("2027-03-05 18:00")};
  CAF_CHECK(found.on(day("2027-03-04")).empty());
  CAF_CHECK(found.on(day("2027-03-08")).empty());
  CAF_CHECK(!found.any_within(day("2027-03-01"), 5));
  CAF_CHECK(found.any_within(day("2027-03-01"), 6));
  const auto some = found.within(day("2027-03-07"), 10);
  CAF_CHECK_EQUAL(some.size(), 1u);
}

// -- speed ---

CAF_TEST(a_month_of_three_masters_is_found_fast) {
  const auto week = every_day({hours("09:00", "18:00")}, {hours("13:00", "14:00")});
  const auto where = make_salon(
      week, {make_master("sarah", week), make_master("alex", week), make_master("mia", week)});
  std::vector<booking_record> booked;
  for (int i = 0; i < 300; ++i)
    booked.push_back(make_booking(where.masters[static_cast<std::size_t>(i % 3)].id,
                                  at("2027-03-01 09:00") + std::chrono::hours{i * 2}));
  const auto view = make_view(booked);
  const opening_query query{&where, &where.services[0], nullptr, day("2027-03-01")};
  auto fastest = std::chrono::nanoseconds::max();
  std::size_t found = 0;
  for (int i = 0; i < 50; ++i) {
    const auto begin = std::chrono::steady_clock::now();
    found = opening_days{query, view, at("2027-03-01 00:00")}.all().size();
    fastest = std::min<std::chrono::nanoseconds>(fastest, std::chrono::steady_clock::now() - begin);
  }
  CAF_MESSAGE(found << " openings of 30 days and 3 masters in " << fastest.count() / 1000 << " us");
  CAF_CHECK(found > 500);
  CAF_CHECK(fastest < std::chrono::milliseconds{20}); // far from it also under sanitizers
}
