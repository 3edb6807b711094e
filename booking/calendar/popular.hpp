#pragma once

#include "booking/calendar/availability.hpp"

#include <vector>

namespace quickbooking {

/// An hour of the week that many customers choose.
struct popular_time {
  std::chrono::weekday day;
  std::chrono::hours hour{0};
  int bookings = 0;        ///< raw count within 90 days; 0 for defaults
  bool is_default = false; ///< the salon has fewer than 10 bookings: the usual good times are meant
};

/// At most 5, best first: weights 2.0 / 1.5 / 1.0 for starts 0-30 / 31-60 / 61-90 days ago, a cell
/// needs 3 bookings; below 10 bookings the defaults Fri 14, Fri 15, Sat 10, Sat 14 (product.md
/// section 8). Cancelled bookings don't count; ages go by start.
std::vector<popular_time> popular_times(const salon& where, const calendar_view& view, instant now);

} // namespace quickbooking
