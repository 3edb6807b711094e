#include "booking/calendar/availability.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

/// True if the master works during the whole range.
bool is_working_time(const salon& where, const master& who, const time_range& wanted) {
  zone_clock clock{where.zone};
  const auto days = days_around(clock.to_civil(wanted.begin).date);
  return std::ranges::any_of(working_time(clock, where, who, days), [&](const time_range& x) {
    return x.begin <= wanted.begin && wanted.end <= x.end;
  });
}

bool is_whole_minute(instant t) { return std::chrono::floor<std::chrono::minutes>(t) == t; }

} // namespace

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
