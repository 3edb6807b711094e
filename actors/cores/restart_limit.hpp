#pragma once

#include "actors/cores/steady_time.hpp"

#include <chrono>
#include <cstddef>
#include <deque>

namespace quickbooking {

/// How often something may be started again, as Erlang's supervisors have it: at most `restarts`
/// times `within` this long. 0 restarts: never.
struct restart_limits {
  std::size_t restarts = 5;
  std::chrono::milliseconds within{10'000};
};

/// Tells a part that stumbled from one that cannot stand.
class restart_limit {
public:
  explicit restart_limit(restart_limits limits) : limits_{limits} {}

  /// Asks for one more restart, and counts it if it is granted. The times given must not go back.
  bool grant(steady_time now);

private:
  restart_limits limits_;
  std::deque<steady_time> granted_; ///< those that still count
};

} // namespace quickbooking
