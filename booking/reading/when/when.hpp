#pragma once

#include "booking/calendar/zone.hpp"
#include "booking/reading/marks.hpp"
#include "messages/session/intent.hpp"

#include <chrono>
#include <optional>

namespace quickbooking {

/// What a text says about day and time.
struct when {
  std::optional<std::chrono::year_month_day> date;
  std::optional<std::chrono::weekday> day; ///< if it was said and is that of `date`
  std::optional<std::chrono::minutes> time;
  std::optional<part_of_day> part; ///< never together with `time`
  bool is_past = false;            ///< the date is over (and not in `date`)
};

/// Reads day and time. Rules, where languages leave room:
/// - a bare weekday is the next such day; today's own weekday means today if a time is named with
///   it that is still ahead, else the day a week from now;
/// - "next Friday" is the Friday of next week, "this Friday" and Spanish or Portuguese "próximo",
///   "que viene" the nearest one; weeks begin on Monday, in Hebrew on Sunday;
/// - "next week" without a weekday is its first day, "this weekend" is Saturday;
/// - a date without a year is the next such date;
/// - of several days or times the first counts, unless it is ruled out ("not Friday, Saturday"), or
///   the last, where an appointment is moved ("from Friday to Saturday");
/// - "after 5pm" and "before noon" are the part of the day that fits; "between 3 and 5" is 3;
/// - an hour of 1..7 without am or pm is in the afternoon.
when read_when(const marked_text& text, language lang, const civil_time& now);

} // namespace quickbooking
