#pragma once

#include "actors/metrics.hpp"
#include "actors/outbox/report_book.hpp"
#include "messages/encoding/instant.hpp"
#include "net/log.hpp"
#include "net/redis/hash_slot.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <functional>
#include <memory>

namespace quickbooking {

/// Spawns the actor that sees to it that every durable reply reaches WhatsApp (P4). It
/// - takes the outbox's `send_report`s, and those of replies that WhatsApp itself says it has,
/// which
///   may be of another node, and has the store and the archive forget these replies. While Redis is
///   away it remembers them, and tells their sessions;
/// - once it got a `start_resending`, looks every second for replies that have been due for longer
///   than `due_patience`, and asks the owner of each to send it again: those of a node that was
///   killed are found so, also by other nodes;
/// - answers `count_orders` with the number of reports that the store has not heard of yet.
/// What it knows is in `book`: one that takes the place of a dead one goes on with the same book.
/// `kind`: of the Redis behind the store. `figures` outlives the actor.
caf::actor spawn_due_replies(caf::actor_system& system, caf::actor store, caf::actor archive,
                             std::function<instant()> now, metrics& figures, log_ptr log,
                             std::shared_ptr<report_book> book = std::make_shared<report_book>(),
                             redis_kind kind = redis_kind::single);

} // namespace quickbooking
