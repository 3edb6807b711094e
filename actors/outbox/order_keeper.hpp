#pragma once

#include "actors/metrics.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

namespace quickbooking {

/// Spawns the actor before the outbox: it remembers every `send_order` until its `send_report`, so
/// that an outbox that died loses none. A new one makes itself known with `outbox_started` and gets
/// all orders without a report again, in their order; what was under way then may arrive twice.
/// Reports go on to `listener`; `count_orders` and `drain_orders` to the outbox.
///
/// It holds what the outbox holds, and that bounds itself: what is too much ends at once with a
/// report.
caf::actor spawn_order_keeper(caf::actor_system& system, caf::actor listener, metrics& figures,
                              log_ptr log);

} // namespace quickbooking
