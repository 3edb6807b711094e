#pragma once

#include "actors/cluster/peer_messages.hpp"

#include <caf/fwd.hpp>

#include <functional>

namespace quickbooking {

// CAF's distribution (BASP) over links that were connected and checked elsewhere. CAF reads and
// writes from then on.

/// Loads what the functions below need. Before the actor system is made.
void load_basp(caf::actor_system_config& config);

/// Whether that, or CAF's own `io` module in its place, can carry links. Error: `invalid_config`,
/// which names the setting.
result<void> check_basp(const caf::actor_system& system);

/// The dialling side: `joined` gets the actor that the other side offers, null if it cannot be had;
/// called in `self`.
void join_peer(caf::event_based_actor& self, const peer_linked& link,
               std::function<void(const caf::actor&)> joined);

/// The accepting side offers this actor.
void admit_peer(caf::actor_system& system, const peer_linked& link, const caf::actor& offered);

} // namespace quickbooking
