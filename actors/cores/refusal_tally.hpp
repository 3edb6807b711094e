#pragma once

#include "actors/cores/steady_time.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace quickbooking {

/// Says when a refusal is worth a line in the log, so that a flood of them is not told one by one:
/// the first is, and then one per second.
class refusal_tally {
public:
  static constexpr std::chrono::seconds between_lines{1};

  /// One more. How many there were since the last line, if it is time for the next.
  std::optional<std::uint64_t> add(steady_time now) {
    ++untold_;
    if (told_at_ && now - *told_at_ < between_lines)
      return std::nullopt;
    told_at_ = now;
    return std::exchange(untold_, 0);
  }

private:
  std::uint64_t untold_ = 0;
  std::optional<steady_time> told_at_;
};

} // namespace quickbooking
