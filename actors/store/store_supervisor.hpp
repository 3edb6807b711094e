#pragma once

#include "actors/metrics.hpp"
#include "messages/encoding/instant.hpp"
#include "net/redis/redis_connection.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>

namespace quickbooking {

struct store_options {
  redis_address where;
  std::chrono::milliseconds deadline{100}; ///< of a command, and of a probe
  std::size_t flush_at_once = 64;          ///< dirty sessions asked to write together
  std::size_t max_waiting = 20'000;        ///< orders without an answer yet; beyond: unavailable
};

/// Spawns the actor that owns the Redis connection and its breaker. Serves `load_order`,
/// `write_order`, `command_order` and `get_store_health`; while the breaker is open all of them are
/// answered at once with "unavailable". It keeps the list of dirty sessions and, once Redis is
/// back, asks them to write, `flush_at_once` at a time: the next is asked when one is done. Takes
/// `send_report`s of the outbox to clear the due mark of what was delivered.
caf::actor spawn_store_supervisor(caf::actor_system& system, boost::asio::io_context& loop,
                                  store_options options, std::function<instant()> now,
                                  metrics& figures);

} // namespace quickbooking
