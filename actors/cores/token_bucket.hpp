#pragma once

#include "actors/cores/steady_time.hpp"

#include <chrono>

namespace quickbooking {

/// So many at once, and one more every `refill`.
struct rate_limit {
  int capacity = 1;
  steady_time::duration refill{};

  /// Never more than `n` in any second: a burst of a tenth of it, the rest evenly.
  static rate_limit per_second(int n);

  /// Cloud API limit per customer and number: 45 messages in 6 seconds, each borrowed from the
  /// allowance of one message every 6 seconds.
  static rate_limit whatsapp_pair() { return {45, std::chrono::seconds{6}}; }
};

/// A token bucket that starts full. Its whole state is the time at which it will be full again.
class token_bucket {
public:
  explicit token_bucket(rate_limit limit) : limit_{limit} {}

  /// Takes a token; false if there is none.
  bool take(steady_time now);

  bool available(steady_time now) const { return wait_until_available(now) <= now; }

  /// The time from which `take` succeeds, not before `now`.
  steady_time wait_until_available(steady_time now) const;

  /// From then on it is as new.
  steady_time full_at() const { return full_at_; }

private:
  rate_limit limit_;
  steady_time full_at_ = steady_time::min();
};

} // namespace quickbooking
