#pragma once

#include "actors/archive/archive_board.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>

namespace quickbooking {

/// The actors of a node, in the order in which they end: each before those that it gives work to.
/// Those that a node has not are null.
struct node_parts {
  caf::actor front_door;
  caf::actor router;
  caf::actor directory;
  caf::actor membership;
  caf::actor gateway;
  caf::actor node_desk;
  caf::actor sessions;
  caf::actor order_keeper;
  caf::actor outbox;
  caf::actor due_replies;
  caf::actor calendar;
  caf::actor archive;
  caf::actor store;
};

/// How a node is stopped.
struct stop_order {
  node_parts parts;
  std::chrono::milliseconds limit; ///< for all that is under way; actors get a second more
  /// Called by the actor once others have the customers; calls back once all who came in are
  /// answered and nobody can come in any more. Any thread.
  std::function<void(std::function<void()> closed)> close_door;
  std::function<void(bool in_order)> done; ///< called by the actor, last of all
  log_ptr log;
  const archive_board* archive = nullptr; ///< valid until `done`
};

/// Spawns the actor that stops a node: other nodes get its customers, no new connections, what is
/// under way is answered, dirty sessions are written if Redis is there, replies are sent, the store
/// hears of it; then all actors end.
void stop_in_order(caf::actor_system& system, stop_order what);

} // namespace quickbooking
