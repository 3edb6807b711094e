#define CAF_SUITE popular
#include "booking/calendar/popular.hpp"
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using lines = std::vector<std::string>;

const instant now = at("2027-03-05 20:00");

/// `5 15:00 x20`: weekday, hour, bookings; `default` where there is no history.
lines shown(const std::vector<popular_time>& times) {
  lines all;
  for (const auto& x : times)
    all.push_back(std::to_string(x.day.c_encoding()) + " " + to_hhmm(x.hour)
                  + (x.is_default ? " default" : " x" + std::to_string(x.bookings)));
  return all;
}

/// Adds `n` bookings of that civil time.
void add(std::vector<booking_record>& all, int n, std::string_view when) {
  for (int i = 0; i < n; ++i)
    all.push_back(make_booking("sarah", at(when)));
}

lines popular(const std::vector<booking_record>& bookings) {
  return shown(popular_times(make_salon({}, {}), make_view(bookings), now));
}

const lines usual{"5 14:00 default", "5 15:00 default", "6 10:00 default", "6 14:00 default"};

} // namespace

CAF_TEST(a_new_salon_shows_the_usual_good_times) {
  CAF_CHECK(popular({}) == usual);
  std::vector<booking_record> nine;
  add(nine, 9, "2027-03-01 11:00");
  CAF_CHECK(popular(nine) == usual);
}

CAF_TEST(recent_bookings_weigh_more) {
  // 20 recent + 10 old (2 x 20 + 1 x 10 = 50) beat 10 recent + 25 old (45).
  std::vector<booking_record> all;
  add(all, 20, "2027-03-05 15:30");
  add(all, 10, "2026-12-11 15:00");
  add(all, 10, "2027-03-04 10:00");
  add(all, 25, "2026-12-10 10:00");
  CAF_CHECK(popular(all) == (lines{"5 15:00 x30", "4 10:00 x35"}));
}

CAF_TEST(weights_change_after_thirty_and_sixty_days) {
  std::vector<booking_record> all;
  add(all, 3, "2027-02-02 21:00"); // 30 days and 23 hours: 6 points
  add(all, 4, "2027-02-02 11:00"); // 31 days: 6 points, more bookings
  add(all, 4, "2027-01-03 21:00"); // 60 days and 23 hours: 6 points, but a Sunday
  add(all, 5, "2027-01-03 12:00"); // 61 days: 5 points
  CAF_CHECK(popular(all) == (lines{"0 21:00 x4", "2 11:00 x4", "2 21:00 x3", "0 12:00 x5"}));
}

CAF_TEST(a_cell_needs_three_and_five_are_shown) {
  std::vector<booking_record> all;
  for (const auto* when : {"2027-03-01 09:00", "2027-03-01 10:00", "2027-03-01 11:00",
                           "2027-03-01 12:00", "2027-03-01 13:00", "2027-03-01 14:00"})
    add(all, 3, when);
  add(all, 2, "2027-03-02 09:00");
  CAF_CHECK(popular(all)
            == (lines{"1 09:00 x3", "1 10:00 x3", "1 11:00 x3", "1 12:00 x3", "1 13:00 x3"}));
}

CAF_TEST(what_is_cancelled_old_or_to_come_does_not_count) {
  std::vector<booking_record> all;
  add(all, 30, "2027-03-01 09:00");
  for (auto& x : all)
    x.status = booking_status::cancelled;
  add(all, 30, "2026-12-05 19:00");
  add(all, 30, "2027-03-05 20:00");
  CAF_CHECK(popular(all) == usual);
  add(all, 10, "2027-03-02 11:00");
  CAF_CHECK(popular(all) == lines{"2 11:00 x10"});
}

CAF_TEST(many_bookings_at_rare_hours_fall_back_to_the_usual) {
  std::vector<booking_record> all;
  for (const auto* when : {"2027-03-01 09:00", "2027-03-01 10:00", "2027-03-01 11:00",
                           "2027-03-01 12:00", "2027-03-01 13:00", "2027-03-01 14:00"})
    add(all, 2, when);
  CAF_CHECK(popular(all) == usual);
}
