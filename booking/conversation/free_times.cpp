#include "booking/conversation/free_times.hpp"

#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <iterator>

namespace quickbooking {

namespace {

constexpr std::chrono::hours noon{12};
constexpr std::chrono::hours evening{17};

opening_query query_for(const step& s, const request& r) {
  return {&s.where(), r.what, nullptr, s.today()};
}

std::vector<const master*> candidates(const step& s, const request& r) {
  return r.target.who ? std::vector{r.target.who} : s.where().masters_for(*r.what);
}

/// Nothing is free on the wanted day, or no day is wanted and the next one does not matter.
outlook outlook_from(std::chrono::year_month_day first, const free_times& found,
                     outlook this_week) {
  if (found.all.any_within(first, 7))
    return this_week;
  if (found.all.any_within(first, 14))
    return outlook::week_full;
  return found.all.any_within(first, search_days) ? outlook::weeks_full : outlook::day_full;
}

} // namespace

free_times find_free_times(const step& s, const request& r) {
  auto query = query_for(s, r);
  free_times found{{query, s.in.calendar, s.in.now}, {}};
  query.who = r.target.who;
  if (query.who != nullptr)
    found.wanted_masters.emplace(query, s.in.calendar, s.in.now);
  return found;
}

opening_days find_times_in(const step& s, const request& r, part_of_day part) {
  auto query = query_for(s, r);
  switch (part) {
  case part_of_day::morning:
    query.before = noon;
    break;
  case part_of_day::afternoon:
    query.earliest = noon;
    query.before = evening;
    break;
  case part_of_day::evening:
    query.earliest = evening;
    break;
  }
  return {query, s.in.calendar, s.in.now};
}

bool has_exact(const request& r, const free_times& found) {
  return r.is_exact() && std::ranges::any_of(found.own().on(*r.target.date), [&](const opening& x) {
           return r.target.time == x.time_of_day;
         });
}

outlook outlook_for(const step& s, const request& r, const free_times& found) {
  if (found.all.empty())
    return outlook::all_full;
  if (!r.target.date)
    return outlook_from(s.today(), found, outlook::free);
  if (!found.all.any_within(*r.target.date, 1))
    return outlook_from(*r.target.date, found, outlook::day_full);
  return !r.target.time || has_exact(r, found) ? outlook::free : outlook::other_time;
}

slot_verdict verdict_on(const step& s, const request& r) {
  const auto start = to_instant(s.where().zone, *r.target.date, *r.target.time);
  auto verdict = slot_verdict::outside_hours;
  if (start && *start < s.in.now)
    return slot_verdict::in_the_past;
  for (const auto* who : candidates(s, r)) {
    const slot_ref ref{who->id, r.what->id, start.value_or(instant{})};
    const auto found = start ? check_slot(s.where(), ref, s.in.calendar, s.in.now) : verdict;
    if (found == slot_verdict::free || found == slot_verdict::taken)
      verdict = found;
    if (verdict == slot_verdict::free)
      break;
  }
  return verdict;
}

} // namespace quickbooking
