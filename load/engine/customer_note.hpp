#pragma once

#include "load/verdict/message_ledger.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// Whose chat this is: a phone, and the how manieth conversation on it.
struct visit_id {
  std::uint32_t phone = 0; ///< its index in the range
  std::uint32_t visit = 0;

  friend bool operator==(const visit_id&, const visit_id&) = default;
};

/// A message that is ready to go: the request's bytes, signed.
struct ready_message {
  visit_id who;
  std::uint64_t message = 0; ///< number within the run
  std::string bytes;
  std::chrono::microseconds after{0}; ///< so long after the first of the same turn
  int copies = 1;
};

/// What a customer wants the engine to know after a turn of its own.
struct customer_note {
  visit_id who;
  std::vector<ready_message> messages;
  std::optional<run_time> think_until;
  std::uint32_t thought = 0; ///< which one; an older thought is void
  bool leaves = false;
  bool read_wrong_language = false;
  bool read_double_booking = false;
};

} // namespace quickbooking
