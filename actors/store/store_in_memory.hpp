#pragma once

#include "messages/encoding/instant.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>

namespace quickbooking {

/// Spawns an actor in place of the store supervisor that keeps sessions in memory, gone with it:
/// for tests and for trying things out. It answers the same orders; of commands it knows those that
/// the directory and the due replies give. It finds no due replies: they are in the outbox of this
/// process, or nowhere.
caf::actor spawn_store_in_memory(caf::actor_system& system, std::function<instant()> now,
                                 log_ptr log);

} // namespace quickbooking
