#define CAF_SUITE ranking
#include "booking/calendar/ranking.hpp"
#include "booking/calendar/zone.hpp"
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <random>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

const master sarah = make_master("sarah", {});
const master alex = make_master("alex", {});

opening make_opening(const master& who, std::string_view when) {
  return {&who, at(when), day(when.substr(0, 10)), clock_time(when.substr(11))};
}

/// `2027-03-05 15:00 sarah`, with a star where there is one.
lines shown(const std::vector<ranked_opening>& ranked) {
  lines all;
  for (const auto& x : ranked)
    all.push_back(to_string(x.what.date) + " " + to_hhmm(x.what.time_of_day) + " " + x.what.who->id
                  + (x.star ? " *" : ""));
  return all;
}

lines tiers(const std::vector<ranked_opening>& ranked) {
  lines all;
  for (const auto& x : ranked)
    all.push_back(std::to_string(x.tier) + " " + std::string{proximity_label(x)});
  return all;
}

/// Friday 15:00 with Sarah.
wish friday_at_three() { return {day("2027-03-05"), 15h, &sarah, {}}; }

} // namespace

CAF_TEST(the_worked_example_comes_in_its_order) {
  std::vector<opening> openings{
      make_opening(sarah, "2027-03-05 14:00"), make_opening(sarah, "2027-03-05 16:00"),
      make_opening(sarah, "2027-03-04 15:00"), make_opening(sarah, "2027-03-06 15:00"),
      make_opening(alex, "2027-03-05 15:00")};
  std::mt19937 random{7};
  for (int i = 0; i < 20; ++i) {
    std::ranges::shuffle(openings, random);
    CAF_CHECK(
        shown(rank(openings, friday_at_three()))
        == (lines{"2027-03-05 14:00 sarah *", "2027-03-05 16:00 sarah *",
                  "2027-03-04 15:00 sarah *", "2027-03-06 15:00 sarah", "2027-03-05 15:00 alex"}));
  }
}

CAF_TEST(each_tier_begins_and_ends_where_it_should) {
  const std::vector<opening> openings{
      make_opening(sarah, "2027-03-05 15:00"), make_opening(sarah, "2027-03-05 17:00"),
      make_opening(sarah, "2027-03-06 15:30"), make_opening(sarah, "2027-03-05 17:30"),
      make_opening(alex, "2027-03-05 16:00"),  make_opening(alex, "2027-03-08 16:00"),
      make_opening(alex, "2027-03-12 16:00"),  make_opening(alex, "2027-03-05 16:30"),
      make_opening(sarah, "2027-03-09 15:00"), make_opening(sarah, "2027-03-13 15:00")};
  const auto ranked = rank(openings, friday_at_three());
  CAF_CHECK(shown(ranked)
            == (lines{"2027-03-05 15:00 sarah *", "2027-03-05 17:00 sarah *",
                      "2027-03-06 15:30 sarah *", "2027-03-05 17:30 sarah", "2027-03-05 16:00 alex",
                      "2027-03-08 16:00 alex", "2027-03-12 16:00 alex", "2027-03-05 16:30 alex",
                      "2027-03-09 15:00 sarah", "2027-03-13 15:00 sarah"}));
  CAF_CHECK(tiers(ranked)
            == (lines{"1 exact", "1 same-day", "2 same-week", "3 same-day", "4 close",
                      "4 same-week", "5 same-week", "6 same-day", "6 same-week", "6 alternative"}));
}

CAF_TEST(without_a_wanted_master_all_are_the_same) {
  auto wanted = friday_at_three();
  wanted.who = nullptr;
  CAF_CHECK(
      shown(rank({make_opening(sarah, "2027-03-05 14:00"), make_opening(alex, "2027-03-05 15:00")},
                 wanted))
      == (lines{"2027-03-05 15:00 alex *", "2027-03-05 14:00 sarah *"}));
}

CAF_TEST(the_usual_hour_comes_first_within_its_tier) {
  auto wanted = friday_at_three();
  wanted.usual_time = 17h;
  CAF_CHECK(
      shown(rank({make_opening(sarah, "2027-03-05 14:30"), make_opening(sarah, "2027-03-05 17:00"),
                  make_opening(sarah, "2027-03-12 17:00")},
                 wanted))
      == (lines{"2027-03-05 17:00 sarah *", "2027-03-05 14:30 sarah *", "2027-03-12 17:00 sarah"}));
}

CAF_TEST(stars_are_three_at_most_and_not_for_the_far) {
  const auto ranked
      = rank({make_opening(sarah, "2027-03-12 15:00"), make_opening(sarah, "2027-03-05 14:00")},
             friday_at_three());
  CAF_CHECK(shown(ranked) == (lines{"2027-03-05 14:00 sarah *", "2027-03-12 15:00 sarah"}));
}

CAF_TEST(distances_hold_over_new_year) {
  const wish wanted{day("2026-12-31"), 15h, nullptr, {}};
  const auto ranked = rank({make_opening(sarah, "2027-01-01 14:30")}, wanted);
  CAF_CHECK_EQUAL(ranked[0].day_distance, 1);
  CAF_CHECK_EQUAL(ranked[0].minute_distance, -30);
  CAF_CHECK_EQUAL(ranked[0].tier, 2);
}

CAF_TEST(the_order_is_total) {
  auto second = make_master("alex2", {});
  second.name = "alex";
  CAF_CHECK(
      shown(rank({make_opening(second, "2027-03-05 15:00"), make_opening(sarah, "2027-03-05 15:00"),
                  make_opening(alex, "2027-03-05 15:00")},
                 {}))
      == (lines{"2027-03-05 15:00 alex *", "2027-03-05 15:00 alex2 *",
                "2027-03-05 15:00 sarah *"}));
}

CAF_TEST(the_first_few_are_those_of_the_whole_order) {
  std::mt19937 random{11};
  std::vector<opening> openings;
  for (int i = 0; i < 200; ++i) {
    const auto date = add_days(day("2027-02-20"), static_cast<int>(random() % 28));
    const auto time = std::chrono::minutes{30 * (random() % 48)};
    openings.push_back(
        {random() % 2 ? &sarah : &alex, std::chrono::sys_days{date} + time, date, time});
  }
  const auto whole = shown(rank(openings, friday_at_three()));
  for (std::size_t count : {0, 1, 2, 15, 199, 200, 201}) {
    const auto few = shown(rank(openings, friday_at_three(), count));
    const auto kept = static_cast<std::ptrdiff_t>(std::min(count, whole.size()));
    CAF_CHECK_EQUAL(few, lines(whole.begin(), whole.begin() + kept));
  }
}

CAF_TEST(the_first_few_of_days_are_those_of_all_their_openings) {
  const auto week = every_day({hours("09:00", "19:00")}, {hours("13:00", "14:00")});
  const auto where = make_salon(week, {make_master("sarah", week), make_master("alex", week)});
  std::mt19937 random{13};
  for (int i = 0; i < 300; ++i) {
    std::vector<booking_record> booked;
    for (auto n = random() % 60; n > 0; --n)
      booked.push_back(make_booking(where.masters[random() % 2].id,
                                    at("2027-03-01 09:00") + 30min * (random() % (48 * 12))));
    const auto view = make_view(booked);
    const auto now = at("2027-03-01 08:00") + 1h * (random() % 30);
    const opening_query query{&where, &where.services[0], nullptr, day("2027-03-01"), 12};
    const opening_days openings{query, view, now};
    wish wanted;
    if (random() % 3 != 0)
      wanted.date = add_days(day("2027-02-20"), static_cast<int>(random() % 30));
    if (random() % 10 == 0)
      wanted.date = day("9999-01-01");
    if (random() % 2 == 0)
      wanted.time = 30min * (random() % 48);
    if (random() % 2 == 0)
      wanted.who = &where.masters[random() % 2];
    if (random() % 3 == 0)
      wanted.usual_time = 1h * (random() % 24);
    const auto count = random() % 20;
    const auto few = rank(openings, wanted, count);
    const auto right = rank(openings.all(), wanted, count);
    CAF_REQUIRE(shown(few) == shown(right));
    CAF_REQUIRE(tiers(few) == tiers(right));
  }
}

CAF_TEST(same_day_keeps_the_day_and_goes_by_time) {
  CAF_CHECK(shown(same_day_other_time(
                {make_opening(sarah, "2027-03-05 10:00"), make_opening(alex, "2027-03-05 14:30"),
                 make_opening(sarah, "2027-03-05 16:00"), make_opening(sarah, "2027-03-05 14:00"),
                 make_opening(sarah, "2027-03-06 15:00")},
                friday_at_three()))
            == (lines{"2027-03-05 14:30 alex *", "2027-03-05 14:00 sarah *",
                      "2027-03-05 16:00 sarah *", "2027-03-05 10:00 sarah"}));
  CAF_CHECK(same_day_other_time({make_opening(sarah, "2027-03-05 10:00")}, {}).empty());
}

CAF_TEST(other_day_keeps_the_hour_and_goes_by_day) {
  CAF_CHECK(shown(other_day_same_time(
                {make_opening(sarah, "2027-03-05 16:00"), make_opening(sarah, "2027-03-19 15:00"),
                 make_opening(sarah, "2027-03-20 15:00"), make_opening(sarah, "2027-03-07 15:30"),
                 make_opening(alex, "2027-03-07 15:00"), make_opening(sarah, "2027-03-06 16:30"),
                 make_opening(sarah, "2027-03-06 16:00")},
                friday_at_three()))
            == (lines{"2027-03-06 16:00 sarah *", "2027-03-07 15:00 alex *",
                      "2027-03-07 15:30 sarah *", "2027-03-19 15:00 sarah"}));
}
