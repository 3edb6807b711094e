#pragma once

#include <caf/all.hpp>

#include <future>

namespace quickbooking {

/// Keeps one of an actor system's threads from construction to destruction.
class stuck_thread {
public:
  explicit stuck_thread(caf::actor_system& system) : system_{system} {
    holder_ = system.spawn([this](caf::event_based_actor*) {
      stuck_.set_value();
      end_.get_future().wait();
    });
    stuck_.get_future().wait();
  }

  ~stuck_thread() {
    end_.set_value();
    caf::scoped_actor { system_ } -> wait_for(holder_);
  }

  stuck_thread(const stuck_thread&) = delete;
  stuck_thread& operator=(const stuck_thread&) = delete;

private:
  caf::actor_system& system_;
  std::promise<void> stuck_, end_;
  caf::actor holder_;
};

} // namespace quickbooking
