#include "actors/refusals.hpp"

#include <spdlog/logger.h>

namespace quickbooking {

void refusals::add() {
  counter_.Increment();
  if (auto count = tally_.add(std::chrono::steady_clock::now()))
    log_->warn("event={} count={}", event_, *count);
}

} // namespace quickbooking
