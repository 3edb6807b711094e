#pragma once

#include "actors/metrics.hpp"
#include "messages/encoding/instant.hpp"
#include "net/log.hpp"
#include "net/redis/cluster_view.hpp"
#include "net/redis/sentinels.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>
#include <vector>

namespace quickbooking {

struct store_options {
  redis_address where; ///< host and port don't count if there are sentinels or cluster nodes
  sentinel_options sentinels;
  std::vector<cluster_node> cluster;       ///< some nodes of a Redis Cluster; none: it is none
  std::chrono::milliseconds deadline{100}; ///< of a turn; a command has 9/10 of it, a probe all
  int flush_per_second = 5000; ///< dirty sessions asked to write, once Redis is back; per master
  std::size_t max_waiting
      = 20'000; ///< orders without an answer yet, per master; beyond: unavailable

  redis_kind kind() const { return cluster.empty() ? redis_kind::single : redis_kind::cluster; }
};

/// Spawns the actor that owns the Redis connection and its breaker. Serves `load_order`,
/// `write_order`, `command_order`, `find_due` and `get_store_health`; while the breaker is open all
/// orders are answered at once with "unavailable". It keeps the list of dirty sessions and, while
/// Redis is there, asks them to write, at most `flush_per_second`. For a Redis Cluster there is one
/// such actor per master, behind one that speaks the same messages (`store_cluster`).
caf::actor spawn_store_supervisor(caf::actor_system& system, boost::asio::io_context& loop,
                                  store_options options, std::function<instant()> now,
                                  metrics& figures, log_ptr log);

} // namespace quickbooking
