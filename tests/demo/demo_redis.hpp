#pragma once

#include "tests/support/private_redis.hpp"

#include <atomic>
#include <cstdint>
#include <string_view>

namespace quickbooking {

/// The demo's Redis with its switch. Everything that switches: the main thread.
class demo_redis {
public:
  enum class state { running, paused, stopped };

  std::uint16_t port() const { return redis_.port(); }

  /// Any thread.
  state now() const { return state_; }

  void start();
  void stop();   ///< kill -9: connections are refused from now on
  void pause();  ///< SIGSTOP: accepts connections and answers nothing
  void resume(); ///< SIGCONT

private:
  private_redis redis_;
  std::atomic<state> state_{state::running};
};

std::string_view to_string(demo_redis::state x);

} // namespace quickbooking
