#pragma once

#include "messages/whatsapp/graph.hpp"

#include <chrono>
#include <optional>

namespace quickbooking {

/// When a message that failed goes again: the waits of the Cloud API's error classes.
class retry_schedule {
public:
  /// `patience`: how many tries in all, where the error code does not ask for fewer.
  explicit retry_schedule(int patience = 5) : patience_{patience} {}

  /// Counts a failed try. Nothing: give up. `jitter` in [0, 1).
  std::optional<std::chrono::milliseconds> next(const send_answer& failed, double jitter);

  /// How often it was tried without success.
  int tries() const { return tries_ + pair_tries_; }

private:
  std::optional<std::chrono::milliseconds> after_retry(const send_answer& failed, double jitter);
  std::optional<std::chrono::milliseconds> after_pair_limit();

  int patience_;
  int tries_ = 0;
  int pair_tries_ = 0;
};

} // namespace quickbooking
