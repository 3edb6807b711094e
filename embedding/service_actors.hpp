#pragma once

#include "messages/encoding/instant.hpp"
#include "net/log.hpp"

#include <quickbooking/actors.hpp>

#include <caf/fwd.hpp>

#include <functional>

namespace quickbooking {

// The typed actors in front of a node's own.

/// Takes customers' turns to `node`, which answers as a router does.
booking_service spawn_booking_service(caf::actor_system& system, caf::actor node,
                                      std::function<instant()> now, log_ptr log);

/// Asks a node's directory and its sessions.
statistics_source spawn_statistics_source(caf::actor_system& system, caf::actor directory,
                                          caf::actor sessions, log_ptr log);

} // namespace quickbooking
