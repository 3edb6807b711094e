#pragma once

#include <spdlog/spdlog.h>

#include <exception>
#include <utility>

namespace quickbooking {

/// Calls a callback of the user's, if there is one, and forgets it. An exception from it is logged
/// under `who`: it must not keep the callbacks of others from being called.
template <class F, class... Ts>
void call_once(const char* who, F& callback, Ts&&... args) {
  try {
    if (const auto once = std::exchange(callback, nullptr))
      once(std::forward<Ts>(args)...);
  } catch (const std::exception& error) {
    spdlog::error("{}: a callback threw: {}", who, error.what());
  } catch (...) {
    spdlog::error("{}: a callback threw something unknown", who);
  }
}

} // namespace quickbooking
