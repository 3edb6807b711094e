#pragma once

#include "net/redis/due_commands.hpp"
#include "net/redis/session_script.hpp"

#include <functional>
#include <memory>

namespace quickbooking {

// The session store's operations over one Redis connection. May be called from any thread; the
// handlers run once, on the loop's thread, within `limit`. Errors are those of `redis_connection`,
// and `redis_error` with Redis' own words.

/// In a cluster without what the old service has.
void load_session(redis_connection& redis, redis_kind kind, const customer_key& who,
                  std::chrono::milliseconds limit, std::function<void(result<stored_state>)> done);

/// Also moves on from a lost script cache (`NOSCRIPT`, after a restart or failover) and, but for a
/// cluster, deletes the old service's key where the write says so.
void write_session(const std::shared_ptr<redis_connection>& redis, redis_kind kind,
                   const customer_key& who, session_write_ptr what, std::chrono::milliseconds limit,
                   std::function<void(result<write_outcome>)> done);

/// Due replies to be looked at by now, at most `most` of each index. `slots`: those of a cluster to
/// look at; none: a single Redis.
void find_due_replies(redis_connection& redis, const std::vector<hash_slot>& slots, instant now,
                      std::size_t most, std::chrono::milliseconds limit,
                      std::function<void(result<std::vector<due_entry>>)> done);

/// A customer who does not exist and whose keys stand in one of these slots; any, if there are
/// none.
customer_key nobody_in(const slot_set& slots);

/// Proves that Redis does all that sessions need, as one round trip for such a customer: a PING
/// succeeds on a replica, a full or a loading Redis and for a user without rights, too. Brings the
/// script into Redis' cache.
void probe_store(redis_connection& redis, const customer_key& nobody,
                 std::chrono::milliseconds limit, std::function<void(result<void>)> done);

} // namespace quickbooking
