#pragma once

#include "messages/encoding/instant.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>

namespace quickbooking {

/// Spawns the actor that looks through all sessions in Redis, with SCAN and a page at a time:
/// `list_sessions`, `get_statistics`, `clear_expired`. Each is answered with a `directory_reply`.
caf::actor spawn_session_directory(caf::actor_system& system, caf::actor store,
                                   std::function<instant()> now, log_ptr log);

} // namespace quickbooking
