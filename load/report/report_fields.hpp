#pragma once

#include "messages/encoding/checked_json.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking {

// The kinds of values that a report's JSON has, with their limits. What is wrong is noted, and a
// harmless value takes its place.

/// 0..2^53.
std::uint64_t count_in(const checked_json& x);

/// Microseconds, as a count.
std::chrono::microseconds us_in(const checked_json& x);

/// Milliseconds of a run, which takes at most 30 days.
std::chrono::milliseconds ms_in(const checked_json& x);

/// A number that is not negative.
double figure_in(const checked_json& x);

/// At most 4 KiB.
std::string text_in(const checked_json& x);

/// An array, which may not be absent.
template <class T>
std::vector<T> all_in(const checked_json& x, T (*read)(const checked_json&)) {
  std::vector<T> all;
  if (x.is_null())
    x.refuse("is missing");
  for (const auto& item : x.items())
    all.push_back(read(item));
  return all;
}

} // namespace quickbooking
