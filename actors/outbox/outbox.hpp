#pragma once

#include "actors/cores/send_queue.hpp"
#include "actors/metrics.hpp"
#include "net/graph/graph_client.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <map>
#include <memory>
#include <string>

namespace quickbooking {

struct outbox_options : send_limits {
  std::string default_token;
  std::map<std::string, std::string> tokens; ///< by `phone_number_id`, where the default is wrong
};

/// Spawns the actor that brings `send_order`s to WhatsApp: every customer's in their order, within
/// the Cloud API's limits, again after failures that pass. Tells the end of each order to
/// `listener` exactly once, as a `send_report`. What is under way when the outbox ends has no
/// report, though it may have arrived.
///
/// Also understands `count_orders` and `drain_orders` (actors/outbox_messages.hpp). The system's
/// configuration needs the message types of `id_block::quickbooking` and
/// `id_block::quickbooking_outbox`. `figures` outlives the actor.
caf::actor spawn_outbox(caf::actor_system& system, std::shared_ptr<graph_client> client,
                        outbox_options options, caf::actor listener, metrics& figures, log_ptr log);

} // namespace quickbooking
