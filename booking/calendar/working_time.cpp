#include "booking/calendar/working_time.hpp"

namespace quickbooking {

namespace {

/// The ranges of these days as instants. `pick` chooses a day's open ranges or its breaks.
time_ranges instants_of(zone_clock& clock, const week_hours& hours,
                        const std::vector<civil_day>& days,
                        std::vector<day_range> day_hours::*pick) {
  std::vector<time_range> found;
  for (const auto& day : days) {
    const auto edge = [&](std::chrono::minutes time) {
      const auto is_that_day = day.midnight && time < std::chrono::days{1};
      return is_that_day ? *day.midnight + time : clock.to_instant_or_gap_end(day.date, time);
    };
    for (const auto& range : hours[day.weekday].*pick)
      found.push_back({edge(range.begin), edge(range.end)});
  }
  return union_of(std::move(found));
}

} // namespace

day_span days_around(std::chrono::year_month_day date) { return {add_days(date, -1), 3}; }

std::vector<civil_day> days_of(zone_clock& clock, const day_span& span) {
  std::vector<civil_day> days;
  for (int i = 0; i < span.days; ++i) {
    const auto date = add_days(span.first, i);
    days.push_back({date, weekday_of(date).c_encoding(), clock.begin_of_even_day(date)});
  }
  return days;
}

time_ranges working_time(zone_clock& clock, const week_hours& hours,
                         const std::vector<civil_day>& days) {
  return difference_of(instants_of(clock, hours, days, &day_hours::open),
                       instants_of(clock, hours, days, &day_hours::breaks));
}

time_ranges working_time(zone_clock& clock, const salon& where, const master& who,
                         const day_span& span) {
  const auto days = days_of(clock, span);
  return intersection_of(working_time(clock, where.hours, days),
                         working_time(clock, who.hours, days));
}

} // namespace quickbooking
