#include "booking/conversation/free_times.hpp"

#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <limits>

namespace quickbooking {

namespace {

using std::chrono::minutes;

part_of_day part_of(minutes time) {
  if (time < std::chrono::hours{12})
    return part_of_day::morning;
  return time < std::chrono::hours{17} ? part_of_day::afternoon : part_of_day::evening;
}

template <class Predicate>
std::vector<opening> filtered(const std::vector<opening>& openings, Predicate keep) {
  std::vector<opening> kept;
  std::ranges::copy_if(openings, std::back_inserter(kept), keep);
  return kept;
}

bool any_within(const std::vector<opening>& openings, std::chrono::year_month_day first, int days) {
  return std::ranges::any_of(openings, [&](const opening& x) {
    const auto ahead = days_between(first, x.date);
    return ahead >= 0 && ahead < days;
  });
}

std::vector<const master*> candidates(const step& s, const request& r) {
  return r.target.who ? std::vector{r.target.who} : s.where().masters_for(*r.what);
}

/// Nothing is free on the wanted day, or no day is wanted and the next one does not matter.
outlook outlook_from(std::chrono::year_month_day first, const free_times& found,
                     outlook this_week) {
  if (any_within(found.all, first, 7))
    return this_week;
  if (any_within(found.all, first, 14))
    return outlook::week_full;
  return any_within(found.all, first, search_days) ? outlook::weeks_full : outlook::day_full;
}

} // namespace

free_times find_free_times(const step& s, const request& r) {
  constexpr auto unlimited = std::numeric_limits<std::size_t>::max();
  const opening_query query{&s.where(), r.what, nullptr, s.today(), search_days, unlimited};
  free_times found{find_openings(query, s.in.calendar, s.in.now), {}};
  if (r.target.who != nullptr)
    found.wanted_masters
        = filtered(found.all, [&](const opening& x) { return r.target.who == x.who; });
  return found;
}

std::vector<opening> within(const std::vector<opening>& openings, std::chrono::year_month_day first,
                            int days) {
  return filtered(openings, [&](const opening& x) {
    const auto ahead = days_between(first, x.date);
    return ahead >= 0 && ahead < days;
  });
}

std::vector<opening> within(const std::vector<opening>& openings, part_of_day part) {
  return filtered(openings, [&](const opening& x) { return part_of(x.time_of_day) == part; });
}

bool has_exact(const request& r, const free_times& found) {
  return std::ranges::any_of(found.own(), [&](const opening& x) {
    return r.target.date == x.date && r.target.time == x.time_of_day;
  });
}

outlook outlook_for(const step& s, const request& r, const free_times& found) {
  if (found.all.empty())
    return outlook::all_full;
  if (!r.target.date)
    return outlook_from(s.today(), found, outlook::free);
  if (!any_within(found.all, *r.target.date, 1))
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
