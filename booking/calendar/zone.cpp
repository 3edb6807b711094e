#include "booking/calendar/zone.hpp"

#include <date/tz.h>

#include <map>
#include <stdexcept>
#include <string>

namespace quickbooking {

namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

/// A civil time as seconds since 1970 on the local clock, in the type of a UTC time.
sys_seconds on_the_wall(year_month_day date, minutes time_of_day) {
  return sys_days{date} + time_of_day;
}

date::local_info look_up(const date::time_zone& zone, sys_seconds wall) {
  return zone.get_info(date::local_seconds{wall.time_since_epoch()});
}

} // namespace

// -- one zone, many times ---

zone_clock::zone_clock(std::string_view zone) : zone_clock{of_thread(zone)} {}

/// `date::locate_zone` searches by name under a lock, and nearly all times lie within the offset
/// that was used last: each thread keeps a clock of each zone that it has met.
zone_clock& zone_clock::of_thread(std::string_view name) {
  thread_local std::map<std::string, zone_clock, std::less<>> known;
  if (auto i = known.find(name); i != known.end())
    return i->second;
  std::string key{name};
  const zone_clock made{*date::locate_zone(key)};
  return known.emplace(std::move(key), made).first->second;
}

void zone_clock::remember(sys_seconds t) {
  const auto info = zone_->get_info(t);
  begin_ = info.begin;
  end_ = info.end;
  offset_ = info.offset;
}

/// No zone has ever shifted by more than a day: a civil time that is further from a transition
/// exists once.
bool zone_clock::holds_far_from_transitions(sys_seconds t) const {
  constexpr auto margin = std::chrono::hours{25};
  return t - begin_ > margin && end_ - t > margin;
}

civil_time zone_clock::to_civil(instant t) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(t);
  if (seconds < begin_ || seconds >= end_)
    remember(seconds);
  const auto wall = seconds + offset_;
  const auto day = std::chrono::floor<std::chrono::days>(wall);
  return {year_month_day{day}, std::chrono::floor<minutes>(wall - day)};
}

std::optional<instant> zone_clock::to_instant(year_month_day date, minutes time_of_day) {
  const auto wall = on_the_wall(date, time_of_day);
  if (holds_far_from_transitions(wall - offset_))
    return wall - offset_;
  const auto info = look_up(*zone_, wall);
  if (info.result == date::local_info::nonexistent)
    return std::nullopt;
  const auto t = wall - info.first.offset;
  remember(t);
  return t;
}

std::optional<instant> zone_clock::begin_of_even_day(year_month_day date) {
  const auto begin = to_instant(date, minutes{0});
  const auto seconds = std::chrono::floor<std::chrono::seconds>(begin.value_or(instant{}));
  const auto is_even = begin && holds_far_from_transitions(seconds)
                       && holds_far_from_transitions(seconds + std::chrono::days{1});
  return is_even ? begin : std::nullopt;
}

instant zone_clock::to_instant_or_gap_end(year_month_day date, minutes time_of_day) {
  if (const auto t = to_instant(date, time_of_day))
    return *t;
  return look_up(*zone_, on_the_wall(date, time_of_day)).first.end;
}

// -- one time ---

bool is_known_zone(std::string_view zone) {
  try {
    zone_clock{zone}.to_civil(instant{});
    return true;
  } catch (const std::runtime_error&) {
    return false;
  }
}

civil_time to_civil(std::string_view zone, instant t) {
  return zone_clock::of_thread(zone).to_civil(t);
}

std::optional<instant> to_instant(std::string_view zone, year_month_day date, minutes time_of_day) {
  return zone_clock::of_thread(zone).to_instant(date, time_of_day);
}

instant to_instant_or_gap_end(std::string_view zone, year_month_day date, minutes time_of_day) {
  return zone_clock::of_thread(zone).to_instant_or_gap_end(date, time_of_day);
}

// -- civil days ---

int days_between(year_month_day a, year_month_day b) {
  return static_cast<int>((sys_days{b} - sys_days{a}).count());
}

year_month_day add_days(year_month_day date, int n) {
  return sys_days{date} + std::chrono::days{n};
}

std::chrono::weekday weekday_of(year_month_day date) {
  return std::chrono::weekday{sys_days{date}};
}

} // namespace quickbooking
