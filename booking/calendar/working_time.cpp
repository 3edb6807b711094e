#include "booking/calendar/working_time.hpp"

#include <algorithm>

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

// -- sets of instants ---

time_ranges union_of(std::vector<time_range> ranges) {
  std::erase_if(ranges, [](const auto& x) { return x.begin >= x.end; });
  std::ranges::sort(ranges, {}, &time_range::begin);
  if (ranges.empty())
    return ranges;
  auto last = ranges.begin();
  for (const auto& x : ranges)
    if (x.begin <= last->end)
      last->end = std::max(last->end, x.end);
    else
      *++last = x;
  ranges.erase(last + 1, ranges.end());
  return ranges;
}

time_ranges intersection_of(const time_ranges& a, const time_ranges& b) {
  time_ranges both;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    const time_range common{std::max(i->begin, j->begin), std::min(i->end, j->end)};
    if (common.begin < common.end)
      both.push_back(common);
    ++(i->end < j->end ? i : j);
  }
  return both;
}

time_ranges difference_of(time_ranges a, const time_ranges& b) {
  if (b.empty())
    return a;
  time_ranges rest;
  auto j = b.begin();
  for (auto left : a) {
    while (j != b.end() && j->end <= left.begin)
      ++j;
    for (auto k = j; k != b.end() && k->begin < left.end; ++k) {
      if (left.begin < k->begin)
        rest.push_back({left.begin, k->begin});
      left.begin = k->end;
    }
    if (left.begin < left.end)
      rest.push_back(left);
  }
  return rest;
}

// -- hours ---

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
