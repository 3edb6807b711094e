#pragma once

#include <cstddef>
#include <string_view>

namespace quickbooking::faults {

enum class fault_kind {
  redis_killed,
  redis_stopped, ///< SIGSTOP
  redis_delayed,
  redis_trickled,
  redis_frozen,
  redis_cut,
  redis_reply_cut,
  redis_refused,
  redis_full,
  master_killed,  ///< of a Redis with a replica and sentinels: the replica takes over if it lasts
  master_stopped, ///< SIGSTOP: the same, and the old master comes back as if nothing had happened
  scripts_flushed,
  node_killed,
  node_ended, ///< SIGTERM
  graph_hangs,
  graph_refuses,
  graph_loses_answers,
  graph_cut,
  graph_frozen,
  replica_killed,
  sentinel_killed,
  // Of several nodes one:
  node_lost,    ///< kill -9, and started again only at the end
  node_stopped, ///< SIGSTOP
  link_cut,     ///< of the node to those whose names come before its own
  link_frozen,  ///< the same, though nobody hears of it
  clock_stepped
};

std::string_view to_string(fault_kind x);

/// True if a node may go into degraded mode because of it.
bool disturbs_redis(fault_kind x);

/// True if nodes may take customers from each other because of it.
bool moves_customers(fault_kind x);

/// True if it is over as soon as it has happened.
bool is_instant(fault_kind x);

/// Begins and ends when so many steps of all customers were begun.
struct fault {
  fault_kind what;
  std::size_t from = 0;
  std::size_t to = 0;
  int amount = 0; ///< milliseconds of a delay, messages that the Graph API fails, which sentinel,
                  ///< seconds by which a clock is ahead
  std::size_t node = 0; ///< which one it is that fails
};

} // namespace quickbooking::faults
