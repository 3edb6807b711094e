#pragma once

#include "messages/encoding/instant.hpp"

#include <vector>

namespace quickbooking {

/// Half-open and not empty.
struct time_range {
  instant begin;
  instant end;

  friend bool operator==(const time_range&, const time_range&) = default;
};

/// A set of instants: sorted ranges with gaps between them.
using time_ranges = std::vector<time_range>;

/// Extends the first range by one that begins no earlier; false if they do not touch.
bool join(time_range& first, const time_range& next);

/// Any ranges as a set: sorts, joins what touches or overlaps, drops what is empty.
time_ranges union_of(std::vector<time_range> ranges);

time_ranges intersection_of(const time_ranges& a, const time_ranges& b);

/// What is in `a` but not in `b`.
time_ranges difference_of(time_ranges a, const time_ranges& b);

/// Adds a range that begins no earlier than the last of the set.
void append(time_ranges& all, const time_range& next);

} // namespace quickbooking
