#pragma once

#include "actors/node_context.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

namespace quickbooking {

/// Spawns the actor that decides which node owns a customer and hands the message on: to the
/// sessions of this node, or to the gateway, null for a node on its own. What concerns a session in
/// the memory of this node stays here. Takes what the session supervisor takes, and
/// `get_store_health`, so that its answer proves both.
caf::actor spawn_router(caf::actor_system& system, context_ptr context, caf::actor sessions,
                        caf::actor gateway, caf::actor store);

} // namespace quickbooking
