#pragma once

#include "messages/encoding/instant.hpp"

#include <chrono>

namespace quickbooking {

/// A limit of one message per `interval`, with `burst` of them at once that are borrowed from the
/// time to come (the virtual scheduling form of a token bucket: one number is all its state).
struct rate {
  std::chrono::microseconds interval;
  int burst;
};

/// Cloud API limit of a business and one customer: 1 message in 6 s, 45 at once.
inline constexpr rate pair_rate{std::chrono::seconds{6}, 45};

/// Cloud API limit of a number, in and out together: so many in a second.
constexpr rate throughput_rate(int per_second) {
  return {std::chrono::microseconds{1'000'000 / per_second}, per_second};
}

/// How much of a rate is used.
class rate_meter {
public:
  /// True if one more fits now.
  bool allows(const rate& limit, instant now) const;

  /// Takes one; also one that does not fit.
  void take(const rate& limit, instant now);

private:
  using fine_instant = std::chrono::sys_time<std::chrono::microseconds>;

  fine_instant paid_until_{};
};

} // namespace quickbooking
