#include "booking/calendar/opening_days.hpp"

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

/// `open` is when the salon works, as far as it matters.
chair make_chair(zone_clock& clock, const time_ranges& open, const master& who,
                 const calendar_view& view, const std::vector<civil_day>& days) {
  auto free = intersection_of(open, working_time(clock, who.hours, days));
  if (free.empty())
    return {&who, {}};
  const time_range whole{free.front().begin, free.back().end};
  return {&who, difference_of(std::move(free), taken_time(view, who.id, whole))};
}

std::vector<const master*> candidates(const opening_query& query) {
  auto found = query.where->masters_for(*query.what);
  if (query.who != nullptr)
    std::erase_if(found, [&](const master* x) { return x->id != query.who->id; });
  std::ranges::sort(found, {}, [](const master* x) { return std::tie(x->name, x->id); });
  return found;
}

/// The query's days without those that are over.
day_span days_to_search(const opening_query& query, year_month_day today) {
  const auto over = std::max(0, days_between(query.first_day, today));
  return {add_days(query.first_day, over), std::max(0, query.days - over)};
}

/// True if something of the day is still going on at this time of it, or ends then.
bool reaches(const day_hours& day, minutes time) {
  const auto ends_later = [&](const day_range& x) { return x.end >= time; };
  return std::ranges::any_of(day.open, ends_later) || std::ranges::any_of(day.breaks, ends_later);
}

/// Those of `days_around` that have a say in this week: the others are not open at midnight.
day_span days_that_matter(year_month_day date, const salon& where,
                          const std::vector<const master*>& masters) {
  constexpr minutes midnight = std::chrono::days{1};
  const auto weekday = weekday_of(date);
  const auto today = weekday.c_encoding();
  const auto yesterday = (weekday - std::chrono::days{1}).c_encoding();
  const auto stays_late
      = [&](const auto& x) { return reaches(x.hours[yesterday], midnight + minutes{1}); };
  const auto day_before
      = stays_late(where) || std::ranges::any_of(masters, [&](auto* x) { return stays_late(*x); });
  const auto day_after
      = reaches(where.hours[today], midnight) || reaches(where.hours[yesterday], 2 * midnight);
  return {add_days(date, day_before ? -1 : 0), 1 + day_before + day_after};
}

/// The last time of the grid that comes before `time`; that, or a day later, if it is past the day.
minutes last_on_grid(instant::duration time, minutes step) {
  const auto within = std::min<instant::duration>(time, std::chrono::days{1} + step);
  return (std::chrono::ceil<minutes>(within) - minutes{1}) / step * step;
}

} // namespace

opening_days::opening_days(const opening_query& query, const calendar_view& view, instant now)
    : where_(query.where),
      what_(query.what),
      view_(&view),
      now_(now),
      earliest_(query.earliest),
      before_(std::min<minutes>(query.before, std::chrono::days{1})),
      masters_(candidates(query)),
      clock_(query.where->zone),
      span_(days_to_search(query, clock_.to_civil(now).date)),
      found_(static_cast<std::size_t>(span_.days)) {}

const std::vector<opening>& opening_days::on(year_month_day date) const {
  static const std::vector<opening> nothing;
  const auto i = days_between(span_.first, date);
  if (i < 0 || i >= span_.days)
    return nothing;
  auto& found = found_[static_cast<std::size_t>(i)];
  if (!found)
    found = search(date);
  return *found;
}

std::vector<opening> opening_days::within(year_month_day first, int days) const {
  std::vector<opening> found;
  for (int i = 0; i < days; ++i) {
    const auto& more = on(add_days(first, i));
    found.insert(found.end(), more.begin(), more.end());
  }
  return found;
}

bool opening_days::any_within(year_month_day first, int days) const {
  for (int i = 0; i < days; ++i)
    if (!on(add_days(first, i)).empty())
      return true;
  return false;
}

std::vector<opening> opening_days::search(year_month_day date) const {
  const auto days = days_of(clock_, days_that_matter(date, *where_, masters_));
  const time_range wanted{clock_.to_instant_or_gap_end(date, earliest_),
                          clock_.to_instant_or_gap_end(date, before_) + what_->duration};
  const auto open = intersection_of(working_time(clock_, where_->hours, days), {wanted});
  std::vector<chair> chairs;
  for (const auto* who : masters_)
    chairs.push_back(make_chair(clock_, open, *who, *view_, days));
  std::vector<opening> found;
  const auto step = std::max(where_->slot_step, finest_step);
  const auto midnight = clock_.begin_of_even_day(date);
  for (minutes time{0}; time < before_; time += step) {
    const auto start = midnight ? *midnight + time : clock_.to_instant(date, time);
    if (!start || *start < now_ || time < earliest_)
      continue;
    auto next = instant::max();
    for (auto& x : chairs) {
      if (x.fits({*start, *start + what_->duration}))
        found.push_back({x.who, *start, date, time});
      next = std::min(next, x.next());
    }
    if (midnight && next > *start)
      time = std::max(time, last_on_grid(next - *midnight, step));
  }
  return found;
}

} // namespace quickbooking
