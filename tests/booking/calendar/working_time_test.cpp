#define CAF_SUITE working_time
#include "booking/calendar/working_time.hpp"
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

time_range minutes(int begin, int end) {
  return {instant{std::chrono::minutes{begin}}, instant{std::chrono::minutes{end}}};
}

/// The master's working time of some days as `date begin - date end`.
std::vector<std::string> worked(const salon& where, std::string_view first_day, int days) {
  zone_clock clock{where.zone};
  std::vector<std::string> all;
  for (const auto& x : working_time(clock, where, where.masters[0], {day(first_day), days}))
    all.push_back(shown(x.begin, where.zone) + " - " + shown(x.end, where.zone));
  return all;
}

} // namespace

CAF_TEST(touching_ranges_become_one) {
  CAF_CHECK(union_of({minutes(30, 40), minutes(0, 10), minutes(10, 20), minutes(15, 18)})
            == (time_ranges{minutes(0, 20), minutes(30, 40)}));
  CAF_CHECK(union_of({minutes(5, 5), minutes(9, 3)}).empty());
}

CAF_TEST(an_intersection_is_in_both) {
  CAF_CHECK(intersection_of({minutes(0, 10), minutes(20, 30)}, {minutes(5, 25), minutes(29, 40)})
            == (time_ranges{minutes(5, 10), minutes(20, 25), minutes(29, 30)}));
  CAF_CHECK(intersection_of({minutes(0, 10)}, {minutes(10, 20)}).empty());
}

CAF_TEST(a_difference_is_in_the_first_only) {
  CAF_CHECK(difference_of({minutes(0, 10), minutes(20, 30)},
                          {minutes(2, 4), minutes(6, 22), minutes(28, 50)})
            == (time_ranges{minutes(0, 2), minutes(4, 6), minutes(22, 28)}));
  CAF_CHECK(difference_of({minutes(0, 10)}, {minutes(0, 10)}).empty());
  CAF_CHECK(difference_of({minutes(0, 10)}, {}) == time_ranges{minutes(0, 10)});
}

CAF_TEST(salon_hours_master_hours_and_breaks_are_cut) {
  const auto where = make_salon(
      every_day({hours("09:00", "18:00")}, {hours("12:00", "12:30")}),
      {make_master("sarah", every_day({hours("10:00", "20:00")}, {hours("13:00", "14:00")}))});
  CAF_CHECK(worked(where, "2027-03-05", 1)
            == (std::vector<std::string>{"2027-03-05 10:00 - 2027-03-05 12:00",
                                         "2027-03-05 12:30 - 2027-03-05 13:00",
                                         "2027-03-05 14:00 - 2027-03-05 18:00"}));
}

CAF_TEST(days_round_the_clock_are_one_range) {
  const auto always = every_day({hours("00:00", "24:00")});
  const auto where = make_salon(always, {make_master("sarah", always)});
  CAF_CHECK(worked(where, "2027-03-05", 3)
            == std::vector<std::string>{"2027-03-05 00:00 - 2027-03-08 00:00"});
}

CAF_TEST(hours_in_a_dst_gap_begin_after_it) {
  const auto night = every_day({hours("02:30", "04:00")});
  const auto where = make_salon(night, {make_master("sarah", night)});
  CAF_CHECK(worked(where, "2027-03-14", 1)
            == std::vector<std::string>{"2027-03-14 03:00 - 2027-03-14 04:00"});
  const auto skipped = every_day({hours("02:00", "03:00")});
  CAF_CHECK(worked(make_salon(skipped, {make_master("sarah", skipped)}), "2027-03-14", 1).empty());
}
