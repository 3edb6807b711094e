#pragma once

#include "booking/conversation/request.hpp"

#include <vector>

namespace quickbooking {

/// The free times for a request's service in the days that may be searched.
struct free_times {
  opening_days all;                           ///< of any master
  std::optional<opening_days> wanted_masters; ///< nothing if any master will do

  const opening_days& own() const { return wanted_masters ? *wanted_masters : all; }

  /// The wanted master's, if that one is free at all.
  const opening_days& own_or_all() const { return own().empty() ? all : own(); }
};

free_times find_free_times(const step& s, const request& r);

/// Those of any master in that part of the day.
opening_days find_times_in(const step& s, const request& r, part_of_day part);

/// What the calendar says to a request.
enum class outlook {
  free,       ///< there is what is wanted
  other_time, ///< not at the wanted time, but on that day
  day_full,   ///< not on that day, but within a week (or before)
  week_full,  ///< not within a week, but within two
  weeks_full, ///< later
  all_full    ///< nothing at all
};

outlook outlook_for(const step& s, const request& r, const free_times& found);

/// True if the wanted master, or any, is free on the wanted day at the wanted time.
bool has_exact(const request& r, const free_times& found);

/// Why the wanted time of an exact request is not among the free ones: `free` means off the grid.
slot_verdict verdict_on(const step& s, const request& r);

} // namespace quickbooking
