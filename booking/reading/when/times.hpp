#pragma once

#include "booking/reading/marks.hpp"
#include "messages/session/intent.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace quickbooking {

/// A time of day as said.
struct named_time {
  std::chrono::minutes time{0}; ///< since midnight
  bool is_open = false;         ///< on a 12-hour dial, and nothing beside it says which half
};

/// Figures of a clock in a text.
struct clock_reading {
  std::size_t length = 0; ///< marks; 0: none here
  named_time time;
  bool is_evident = false; ///< can be nothing but a time
};

/// The clock at mark `i`. `is_introduced`: a word before it says that a time follows.
clock_reading clock_at(const marked_text& text, std::size_t i, bool is_introduced);

/// A time that a text names.
struct time_mention {
  std::size_t length = 0; ///< marks; 0: none here
  named_time time;
  std::optional<named_time> until; ///< "between 3 and 5"
  std::optional<part_of_day> part; ///< "after 5pm": instead of the time
};

/// The time named by the marks from `i` on, introduced by words of its own. `follows_day`: a day
/// was named right before, which makes "Friday 3" a time.
time_mention time_at(const marked_text& text, std::size_t i, language lang, bool follows_day);

/// Settles which half of the day is meant: the part that was said, else the hours at which salons
/// are open: 1..7 are in the afternoon.
std::chrono::minutes settle(named_time x, std::optional<part_of_day> said);

} // namespace quickbooking
