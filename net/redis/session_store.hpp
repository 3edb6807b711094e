#pragma once

#include "net/redis/session_script.hpp"

#include <functional>
#include <memory>

namespace quickbooking {

// The session store's operations over one Redis connection. May be called from any thread; the
// handlers run once, on the loop's thread, within `limit`. Errors are those of `redis_connection`,
// and `redis_error` with Redis' own words.

void load_session(redis_connection& redis, const customer_key& who, std::chrono::milliseconds limit,
                  std::function<void(result<stored_state>)> done);

/// Also moves on from a lost script cache (`NOSCRIPT`, after a restart or failover) and deletes the
/// old service's key where the write says so.
void write_session(const std::shared_ptr<redis_connection>& redis, const customer_key& who,
                   session_write_ptr what, std::chrono::milliseconds limit,
                   std::function<void(result<write_outcome>)> done);

/// Proves that Redis does all that sessions need, as one round trip for a customer who does not
/// exist: a PING succeeds on a replica, a full or a loading Redis and for a user without rights,
/// too. Brings the script into Redis' cache.
void probe_store(redis_connection& redis, std::chrono::milliseconds limit,
                 std::function<void(result<void>)> done);

} // namespace quickbooking
