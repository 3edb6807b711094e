#pragma once

#include "actors/node_context.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

namespace quickbooking {

/// Spawns the actor that answers what operators ask of nodes, and does what they tell them. It
/// - answers `read_node` with how this node is, by asking `sessions` and `store`;
/// - has this node leave or join the ring for a `drain_node`, and answers likewise;
/// - passes a `node_order` on to the node that it is for, and answers with a `node_answer`;
/// - answers `list_nodes` with all that the ring or the registry knows.
/// In a cluster it begins with `use_gateway` and `use_membership`.
caf::actor spawn_node_desk(caf::actor_system& system, context_ptr context, caf::actor sessions,
                           caf::actor store);

} // namespace quickbooking
