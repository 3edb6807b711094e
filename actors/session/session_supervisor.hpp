#pragma once

#include "actors/node_context.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

namespace quickbooking {

/// Spawns the actor that keeps this node's sessions: it starts a session actor with its customer's
/// first message, hands it turns, restarts it when it dies with the turns it had not finished (a
/// message that was in hand at three deaths is put aside as a dead letter), and releases it from
/// memory once it has been idle and its state is in the store.
///
/// Answers `inbound_message` with a `turn_result`, `read_session` and `clear_session` with a
/// `session_info`, `resend_due` with a bool; takes `wake_session` and `reply_ended`. A
/// `store_replaced` of the store goes on to every session in memory. In a cluster it takes
/// `ring_changed` and `others_have_store`: after being alone it holds messages until it has Redis,
/// if the others have.
caf::actor spawn_session_supervisor(caf::actor_system& system, context_ptr context,
                                    caf::actor store, caf::actor archive, caf::actor calendar,
                                    caf::actor outbox);

} // namespace quickbooking
