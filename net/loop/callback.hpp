#pragma once

#include "net/loop/loop_log.hpp"

#include <string>
#include <utility>

namespace quickbooking {

/// Calls a callback of the user's, if there is one, and forgets it. An exception from it is logged
/// under `who` where the loop logs: it must not keep the callbacks of others from being called.
template <class F, class... Ts>
void call_once(boost::asio::io_context& loop, const char* who, F& callback, Ts&&... args) {
  try {
    if (const auto once = std::exchange(callback, nullptr))
      once(std::forward<Ts>(args)...);
  } catch (...) {
    log_exception(loop, std::string{who} + ": a callback");
  }
}

} // namespace quickbooking
