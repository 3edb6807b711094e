#pragma once

#include "actors/calendar/calendar_store.hpp"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

/// How far back the calendars in memory go.
inline constexpr std::chrono::days calendar_memory{90};

/// What goes to the store at once, and what came of it.
struct calendar_batch {
  instant now;
  std::vector<std::string> reload; ///< salons whose bookings are read afresh, before all else
  bool follow = false;             ///< what others have changed is asked for, after that
  std::vector<book_request> bookings;
  std::vector<waitlist_request> waits;

  std::vector<std::pair<std::string, result<std::vector<booking_record>>>> reloaded;
  result<calendar_changes> changes;
  result<std::vector<booking_answer>> booked;   ///< for each of `bookings`
  result<std::vector<waitlist_outcome>> waited; ///< for each of `waits`
};

/// Does all that a batch asks for. Blocks; never throws, whatever the store does.
void run(calendar_batch& batch, calendar_store& store);

/// What went wrong in a batch that was run, if anything did.
std::vector<failure> failures_of(const calendar_batch& batch);

} // namespace quickbooking
