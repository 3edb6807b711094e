#pragma once

#include "net/log.hpp"
#include "net/redis/node_registry.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <vector>

namespace quickbooking {

/// Spawns what a guest has in the place of a node's parts. It dials these nodes, from `use_network`
/// on and once a second, and answers what no node is left for: turns with `overloaded`, questions
/// about sessions with "not available".
caf::actor spawn_guest_desk(caf::actor_system& system, std::vector<registered_node> nodes,
                            log_ptr log);

} // namespace quickbooking
