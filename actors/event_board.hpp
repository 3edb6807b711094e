#pragma once

#include <caf/actor.hpp>

#include <atomic>

namespace quickbooking {

/// Who is told what happens on a node. The actor gets a `turn_told` for every turn that took
/// effect, while `is_wanted`, and a `store_changed` each time that the store's health may be
/// another one.
struct event_board {
  caf::actor listener;
  std::atomic<bool> is_wanted{false};
};

} // namespace quickbooking
