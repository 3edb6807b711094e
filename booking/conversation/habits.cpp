#include "booking/conversation/habits.hpp"

#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <map>

namespace quickbooking {

namespace {

constexpr std::size_t least_bookings = 3;

using bookings = std::vector<const booking_record*>;

/// Visits that took place or were meant to until the customer or the salon changed their mind.
bookings past_bookings(const step& s) {
  auto found = bookings_of(s.in.calendar, s.customer, s.in.now);
  std::erase_if(found, [](const booking_record* x) {
    return x->status == booking_status::cancelled || x->status == booking_status::no_show;
  });
  return found;
}

/// The most frequent value; of equally frequent ones the latest.
template <class Key>
auto favourite(const bookings& past, Key key) {
  std::map<decltype(key(*past.front())), int> counts;
  for (const auto* x : past)
    ++counts[key(*x)];
  auto best = key(*past.back());
  for (auto at = past.rbegin(); at != past.rend(); ++at)
    if (counts[key(**at)] > counts[best])
      best = key(**at);
  return best;
}

std::chrono::minutes average_hour(const bookings& past, const salon& where) {
  std::chrono::minutes sum{0};
  for (const auto* x : past)
    sum += to_civil(where.zone, x->start).time_of_day;
  const auto average = sum / static_cast<int>(past.size());
  return std::chrono::round<std::chrono::hours>(average) % std::chrono::days{1};
}

std::string name_of(const step& s, const booking_record& last) {
  const auto& name = s.customer_name.empty() ? last.customer_name : s.customer_name;
  return name == nameless_customer ? std::string{} : name;
}

} // namespace

std::optional<habit> habit_of(const step& s) {
  const auto past = past_bookings(s);
  if (past.size() < least_bookings)
    return std::nullopt;
  const auto& where = s.where();
  habit found;
  found.what = where.find_service(favourite(past, [](const auto& x) { return x.service_id; }));
  found.who = where.find_master(favourite(past, [](const auto& x) { return x.master_id; }));
  const auto weekday_code = [&](const booking_record& x) {
    return weekday_of(to_civil(where.zone, x.start).date).c_encoding();
  };
  found.day = std::chrono::weekday{favourite(past, weekday_code)};
  found.time = average_hour(past, where);
  found.name = name_of(s, *past.back());
  return found.what ? std::optional{found} : std::nullopt;
}

} // namespace quickbooking
