#include "actors/cores/retry_schedule.hpp"

#include "actors/cores/back_off.hpp"

#include <algorithm>

namespace quickbooking {

using namespace std::chrono_literals;

namespace {

constexpr int default_tries = 5;

/// 1, 4, 16, 64, 256 s: after these nearly six minutes a customer has long asked again.
constexpr int pair_tries_at_most = 6;

} // namespace

std::optional<std::chrono::milliseconds> retry_schedule::next(const send_answer& failed,
                                                              double jitter) {
  switch (failed.outcome) {
  case send_outcome::retry:
  case send_outcome::unknown_outcome:
    return after_retry(failed, jitter);
  case send_outcome::pair_limited:
    return after_pair_limit();
  default:
    return std::nullopt;
  }
}

std::optional<std::chrono::milliseconds> retry_schedule::after_retry(const send_answer& failed,
                                                                     double jitter) {
  // An unknown outcome may have arrived: more patience would only mean more duplicates.
  const auto patient = failed.outcome == send_outcome::retry && failed.max_tries >= default_tries;
  const auto at_most = patient ? std::max(patience_, failed.max_tries) : failed.max_tries;
  if (++tries_ >= at_most)
    return std::nullopt;
  const std::chrono::milliseconds asked = std::chrono::seconds{failed.min_wait_seconds};
  return stretched(std::max(back_off(1s, 2, tries_ - 1, 60s), asked), jitter);
}

std::optional<std::chrono::milliseconds> retry_schedule::after_pair_limit() {
  if (++pair_tries_ >= pair_tries_at_most)
    return std::nullopt;
  return back_off(1s, 4, pair_tries_ - 1, 256s);
}

} // namespace quickbooking
