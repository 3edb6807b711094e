#include "tests/demo/demo_redis.hpp"

namespace quickbooking {

void demo_redis::start() {
  if (state_ == state::paused)
    return resume();
  if (state_ == state::stopped)
    redis_.restart();
  state_ = state::running;
}

void demo_redis::stop() {
  if (state_ != state::stopped)
    redis_.kill();
  state_ = state::stopped;
}

void demo_redis::pause() {
  start();
  redis_.freeze();
  state_ = state::paused;
}

void demo_redis::resume() {
  if (state_ != state::paused)
    return;
  redis_.thaw();
  state_ = state::running;
}

std::string_view to_string(demo_redis::state x) {
  switch (x) {
  case demo_redis::state::running:
    return "running";
  case demo_redis::state::paused:
    return "paused";
  case demo_redis::state::stopped:
    return "stopped";
  }
  return "unknown";
}

} // namespace quickbooking
