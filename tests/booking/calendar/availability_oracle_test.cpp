#define CAF_SUITE availability_oracle
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <random>

// Compares opening_days with a search that looks at every five minutes of every service, on random
// salons. All edges are multiples of five minutes.

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

class random_salons {
public:
  explicit random_salons(unsigned seed) : random_(seed) {}

  int up_to(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n + 1)); }

  std::chrono::minutes multiple_of(int step, int most) {
    return std::chrono::minutes{step * up_to(most / step)};
  }

  day_range range_within(day_range outer) {
    const auto length = static_cast<int>((outer.end - outer.begin).count());
    const auto a = multiple_of(5, length), b = multiple_of(5, length);
    return {outer.begin + std::min(a, b), outer.begin + std::max(a, b)};
  }

  /// Mostly open days, some with a break, some past midnight, some round the clock.
  day_hours day() {
    const auto kind = up_to(9);
    if (kind == 0)
      return {};
    if (kind == 1)
      return {{{0min, 1440min}}, {}};
    const auto begin = multiple_of(15, 1380);
    const day_range open{begin, begin + 60min + multiple_of(15, 1380)};
    day_hours hours{{open}, {}};
    for (int i = up_to(2); i > 0; --i)
      hours.breaks.push_back(range_within(open));
    return hours;
  }

  week_hours week() {
    week_hours hours;
    for (auto& x : hours)
      x = day();
    return hours;
  }

  salon next(const std::string& zone) {
    std::vector<master> masters;
    for (int i = up_to(3); i > 0; --i)
      masters.push_back(make_master("m" + std::to_string(i), week()));
    auto where = make_salon(week(), std::move(masters), zone);
    where.slot_step = std::chrono::minutes{std::array{5, 15, 30, 50, 60}[random_() % 5]};
    where.services[0].duration = 5min + multiple_of(5, 475);
    return where;
  }

  calendar_view bookings(const salon& where, instant from) {
    std::vector<booking_record> all;
    for (const auto& who : where.masters)
      for (int i = up_to(12); i > 0; --i) {
        all.push_back(make_booking(who.id, from + multiple_of(5, 6 * 1440),
                                   5min + multiple_of(5, up_to(5) == 0 ? 1400 : 120)));
        all.back().status = static_cast<booking_status>(up_to(4));
      }
    return make_view(all);
  }

private:
  std::mt19937 random_;
};

bool in_ranges(const salon& where, const std::vector<day_range>& ranges,
               std::chrono::year_month_day date, instant t) {
  return std::ranges::any_of(ranges, [&](const day_range& x) {
    return to_instant_or_gap_end(where.zone, date, x.begin) <= t
           && t < to_instant_or_gap_end(where.zone, date, x.end);
  });
}

/// One of the ranges of today or yesterday holds the instant.
bool holds(const salon& where, const week_hours& week, std::vector<day_range> day_hours::*ranges,
           instant t) {
  const auto today = to_civil(where.zone, t).date;
  for (int back = 0; back <= 1; ++back) {
    const auto date = add_days(today, -back);
    if (in_ranges(where, week[weekday_of(date).c_encoding()].*ranges, date, t))
      return true;
  }
  return false;
}

bool works(const salon& where, const master& who, instant t) {
  return holds(where, where.hours, &day_hours::open, t)
         && holds(where, who.hours, &day_hours::open, t)
         && !holds(where, where.hours, &day_hours::breaks, t)
         && !holds(where, who.hours, &day_hours::breaks, t);
}

bool booked(const calendar_view& view, const master& who, instant t) {
  return std::ranges::any_of(all_bookings(view), [&](const auto* x) {
    return x->master_id == who.id && blocks_time(x->status) && x->start <= t && t < x->end;
  });
}

bool can_serve(const salon& where, const master& who, const calendar_view& view, instant start) {
  for (auto t = start; t < start + where.services[0].duration; t += 5min)
    if (booked(view, who, t) || !works(where, who, t))
      return false;
  return true;
}

std::vector<std::string> expected(const salon& where, const calendar_view& view,
                                  std::string_view first_day, int days, instant now) {
  auto masters = where.masters;
  std::ranges::sort(masters, {}, &master::name);
  std::vector<std::string> found;
  for (int i = 0; i < days; ++i)
    for (auto time = 0min; time < 24h; time += where.slot_step) {
      const auto date = add_days(day(first_day), i);
      const auto start = to_instant(where.zone, date, time);
      for (const auto& who : masters)
        if (start && *start >= now && can_serve(where, who, view, *start))
          found.push_back(to_string(date) + " " + to_hhmm(time) + " " + who.id);
    }
  return found;
}

std::size_t compare(const std::string& zone, const std::string& first_day, unsigned seed) {
  random_salons random{seed};
  const auto where = random.next(zone);
  const auto from = to_instant_or_gap_end(zone, add_days(day(first_day), -1), 0min);
  const auto view = random.bookings(where, from);
  const auto now = from + random.multiple_of(1, 3 * 1440);
  const auto right = expected(where, view, first_day, 3, now);
  if (openings_of(where, view, first_day, 3, now) != right)
    CAF_FAIL(zone << " " << first_day << " seed " << seed);
  return right.size();
}

} // namespace

CAF_TEST(random_calendars_match_a_search_by_minutes) {
  std::size_t openings = 0;
  for (unsigned seed = 0; seed < 150; ++seed)
    openings += compare("America/New_York", "2027-06-04", seed);
  CAF_MESSAGE(openings << " openings compared");
  CAF_CHECK(openings > 1000);
}

CAF_TEST(random_calendars_match_where_clocks_change) {
  std::size_t openings = 0;
  for (unsigned seed = 1000; seed < 1040; ++seed) {
    openings += compare("America/New_York", "2027-03-13", seed);
    openings += compare("America/New_York", "2026-10-31", seed);
    openings += compare("Asia/Jerusalem", "2027-03-25", seed);
    openings += compare("Australia/Lord_Howe", "2027-04-03", seed);
  }
  CAF_CHECK(openings > 1000);
}
