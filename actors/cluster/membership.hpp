#pragma once

#include "actors/cluster/cluster_board.hpp"
#include "net/log.hpp"
#include "net/redis/node_registry.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

struct membership_options {
  std::string cluster;
  registered_node self;               ///< where others can dial this node; port 0: the links'
  std::vector<registered_node> known; ///< dialled whatever the registry says
  std::chrono::milliseconds lease{5000};
  std::chrono::milliseconds interval{1000}; ///< of renewals and dials; well below the lease
};

/// Spawns the actor that keeps this node in Redis' registry and dials the others. Of two nodes the
/// one whose name comes first dials, so that they have one link. Who is there is known by the
/// links: without Redis the nodes that were found last are dialled on. It takes `use_network`,
/// `are_members_linked` and `leave_cluster`.
caf::actor spawn_membership(caf::actor_system& system, caf::actor store,
                            std::shared_ptr<const cluster_board> board, membership_options options,
                            log_ptr log);

} // namespace quickbooking
