#pragma once

#include "booking/conversation/step.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace quickbooking {

/// What a returning customer usually books (from three past bookings on).
struct habit {
  const service* what = nullptr; ///< the most frequent one; still offered
  const master* who = nullptr;   ///< the most frequent one; null if not active any more
  std::chrono::weekday day;      ///< the most frequent one
  std::chrono::minutes time{0};  ///< average start, rounded to the hour
  std::string name;              ///< of the customer, may be empty
};

/// The habit of this step's customer; nothing for others than returning customers.
std::optional<habit> habit_of(const step& s);

} // namespace quickbooking
