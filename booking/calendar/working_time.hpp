#pragma once

#include "booking/calendar/time_ranges.hpp"
#include "booking/calendar/zone.hpp"
#include "booking/catalog/salon.hpp"
#include "messages/encoding/instant.hpp"

#include <optional>
#include <vector>

namespace quickbooking {

/// Consecutive civil days.
struct day_span {
  std::chrono::year_month_day first;
  int days = 0;
};

/// The days whose hours matter to what starts on one of them: those of the day before may run past
/// midnight, and a service may end on the day after.
day_span days_around(std::chrono::year_month_day date);

struct civil_day {
  std::chrono::year_month_day date;
  unsigned weekday = 0;            ///< 0 is Sunday
  std::optional<instant> midnight; ///< see `zone_clock::begin_of_even_day`
};

std::vector<civil_day> days_of(zone_clock& clock, const day_span& span);

/// When the week's hours are open, without the breaks. A day's hours count by the day on which they
/// begin; those of two days that meet at midnight are one range.
time_ranges working_time(zone_clock& clock, const week_hours& hours,
                         const std::vector<civil_day>& days);

/// When the master can have a customer: salon and master are open, and neither has a break.
time_ranges working_time(zone_clock& clock, const salon& where, const master& who,
                         const day_span& span);

} // namespace quickbooking
