#pragma once

#include "messages/encoding/instant.hpp"

#include <chrono>

namespace quickbooking {

/// What the system's clock says, for whoever is told of no other clock. Any thread.
inline instant system_now() {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

} // namespace quickbooking
