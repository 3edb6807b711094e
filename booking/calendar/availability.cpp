#include "booking/calendar/availability.hpp"

#include "booking/calendar/working_time.hpp"
#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <tuple>

namespace quickbooking {

namespace {

using std::chrono::minutes;
using std::chrono::year_month_day;

/// What the catalog's parser allows; a salon made in code may have no step at all.
constexpr minutes finest_step{5};

/// A master's free time and how far the search has come in it.
struct chair {
  const master* who;
  time_ranges free;
  std::size_t at = 0;

  /// True if the range is free. Ranges must be asked for in ascending order.
  bool fits(const time_range& wanted) {
    while (at < free.size() && free[at].end < wanted.end)
      ++at;
    return at < free.size() && free[at].begin <= wanted.begin;
  }

  /// Nothing before it fits any more.
  instant next() const { return at < free.size() ? free[at].begin : instant::max(); }
};

time_ranges booked_time(const calendar_view& view, const master& who, const time_range& within) {
  std::vector<time_range> busy;
  for (const auto& x : bookings_starting(view, within.begin - longest_booking, within.end))
    if (x->master_id == who.id && blocks_time(x->status))
      busy.push_back({x->start, x->end});
  return union_of(std::move(busy));
}

/// `open` is when the salon works.
chair make_chair(zone_clock& clock, const time_ranges& open, const master& who,
                 const calendar_view& view, const std::vector<civil_day>& days) {
  auto free = intersection_of(open, working_time(clock, who.hours, days));
  if (!free.empty())
    free = difference_of(free, booked_time(view, who, {free.front().begin, free.back().end}));
  return {&who, std::move(free)};
}

std::vector<const master*> candidates(const opening_query& query) {
  auto found = query.where->masters_for(*query.what);
  if (query.who != nullptr)
    std::erase_if(found, [&](const master* x) { return x->id != query.who->id; });
  std::ranges::sort(found, {}, [](const master* x) { return std::tie(x->name, x->id); });
  return found;
}

/// The days on which hours may lie that matter to the query: those of the day before may run past
/// midnight, and a service may end on the day after.
day_span with_neighbours(const day_span& span) { return {add_days(span.first, -1), span.days + 2}; }

std::vector<chair> chairs_for(zone_clock& clock, const opening_query& query,
                              const calendar_view& view, const day_span& span) {
  const auto days = days_of(clock, with_neighbours(span));
  const auto open = working_time(clock, query.where->hours, days);
  std::vector<chair> chairs;
  for (const auto* who : candidates(query))
    chairs.push_back(make_chair(clock, open, *who, view, days));
  return chairs;
}

/// The query's days without those that are over.
day_span days_to_search(const opening_query& query, year_month_day today) {
  const auto over = std::max(0, days_between(query.first_day, today));
  return {add_days(query.first_day, over), query.days - over};
}

/// The last time of the grid that comes before `time`; that, or a day later, if it is past the day.
minutes last_on_grid(instant::duration time, minutes step) {
  const auto within = std::min<instant::duration>(time, std::chrono::days{1} + step);
  return (std::chrono::ceil<minutes>(within) - minutes{1}) / step * step;
}

void append_day(std::vector<opening>& found, zone_clock& clock, const opening_query& query,
                std::vector<chair>& chairs, year_month_day date, instant now) {
  const auto step = std::max(query.where->slot_step, finest_step);
  const auto midnight = clock.begin_of_even_day(date);
  for (minutes time{0}; time < std::chrono::days{1}; time += step) {
    const auto start = midnight ? *midnight + time : clock.to_instant(date, time);
    if (!start || *start < now)
      continue;
    auto next = instant::max();
    for (auto& x : chairs) {
      if (x.fits({*start, *start + query.what->duration}))
        found.push_back({x.who, *start, date, time});
      next = std::min(next, x.next());
    }
    if (midnight && next > *start)
      time = std::max(time, last_on_grid(next - *midnight, step));
  }
}

/// True if the master works during the whole range.
bool is_working_time(const salon& where, const master& who, const time_range& wanted) {
  zone_clock clock{where.zone};
  const day_span around{clock.to_civil(wanted.begin).date, 1};
  chair at{&who, working_time(clock, where, who, with_neighbours(around))};
  return at.fits(wanted);
}

bool is_whole_minute(instant t) { return std::chrono::floor<minutes>(t) == t; }

} // namespace

std::vector<opening> find_openings(const opening_query& query, const calendar_view& view,
                                   instant now) {
  zone_clock clock{query.where->zone};
  const auto span = days_to_search(query, clock.to_civil(now).date);
  auto chairs = chairs_for(clock, query, view, span);
  std::vector<opening> found;
  for (int i = 0; i < span.days && found.size() < query.at_most; ++i)
    append_day(found, clock, query, chairs, add_days(span.first, i), now);
  return found;
}

slot_verdict check_slot(const salon& where, const slot_ref& ref, const calendar_view& view,
                        instant now) {
  const auto* what = where.find_service(ref.service_id);
  if (what == nullptr)
    return slot_verdict::unknown_service;
  const auto* who = where.find_master(ref.master_id);
  if (who == nullptr || !who->does(what->kind))
    return slot_verdict::unknown_master;
  if (ref.start < now)
    return slot_verdict::in_the_past;
  const auto end = ref.start + what->duration;
  if (!is_whole_minute(ref.start) || !is_working_time(where, *who, {ref.start, end}))
    return slot_verdict::outside_hours;
  return is_busy(view, who->id, ref.start, end) ? slot_verdict::taken : slot_verdict::free;
}

} // namespace quickbooking
