#include "actors/cores/token_bucket.hpp"

#include <algorithm>

namespace quickbooking {

rate_limit rate_limit::per_second(int n) {
  const auto total = std::max(n, 1);
  const auto burst = std::max(total / 10, 1);
  const auto steady = std::max(total - burst, 1);
  // Rounded up, so that rounding never lets one more into the second.
  const steady_time::duration second = std::chrono::seconds{1};
  return {burst, (second + steady_time::duration{steady - 1}) / steady};
}

bool token_bucket::take(steady_time now) {
  if (!available(now))
    return false;
  full_at_ = std::max(full_at_, now) + limit_.refill;
  return true;
}

steady_time token_bucket::wait_until_available(steady_time now) const {
  if (full_at_ <= now)
    return now;
  return std::max(now, full_at_ - limit_.refill * (limit_.capacity - 1));
}

} // namespace quickbooking
