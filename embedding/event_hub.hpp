#pragma once

#include "actors/event_board.hpp"
#include "net/log.hpp"

#include <quickbooking/actors.hpp>

#include <caf/fwd.hpp>

#include <memory>

namespace quickbooking {

/// What tells a host's listeners of a node's events.
struct event_hub {
  event_source source;                ///< for the host
  std::shared_ptr<event_board> board; ///< for the node
};

/// Spawns it. A listener that dies is forgotten. It ends with an exit message to `board->listener`.
event_hub spawn_event_hub(caf::actor_system& system, log_ptr log);

} // namespace quickbooking
