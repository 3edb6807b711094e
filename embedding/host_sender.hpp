#pragma once

#include "net/graph/graph_client.hpp"
#include "net/log.hpp"

#include <quickbooking/actors.hpp>

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <memory>

namespace quickbooking {

/// A host's sender in the place of the Graph API client, and the actor that waits for its answers,
/// which the caller ends.
struct host_sender {
  std::shared_ptr<graph_client> client;
  caf::actor waiter;
};

host_sender make_host_sender(caf::actor_system& system, message_sender host, log_ptr log);

} // namespace quickbooking
