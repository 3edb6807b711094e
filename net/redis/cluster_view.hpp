#pragma once

#include "net/redis/hash_slot.hpp"
#include "net/redis/redis_connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace quickbooking {

/// A server as a Redis Cluster announces it.
struct cluster_node {
  std::string host;
  std::uint16_t port = 0;

  friend bool operator==(const cluster_node&, const cluster_node&) = default;
  friend auto operator<=>(const cluster_node&, const cluster_node&) = default;
};

/// `host:port`, `[address]:port` for IPv6.
std::string to_text(const cluster_node& x);

/// A master and what it serves.
struct cluster_shard {
  cluster_node master;
  slot_set slots;

  friend bool operator==(const cluster_shard&, const cluster_shard&) = default;
};

/// Who serves what, as one node of a Redis Cluster sees it.
struct cluster_view {
  std::uint64_t epoch = 0;           ///< of two views the one with the greater is the newer
  std::vector<cluster_shard> shards; ///< in the order of their lowest slots
  std::vector<cluster_node> nodes;   ///< masters and replicas

  /// Served by nobody.
  slot_set missing() const;
};

/// The questions that a view is made of.
std::vector<std::vector<std::string>> cluster_questions();

/// Reads the answers (of `CLUSTER SLOTS` and `CLUSTER INFO`) of the node `asked`: its host stands
/// for a host that it does not announce. Errors: `redis_error` with Redis' own words or what is
/// wrong with the answer.
result<cluster_view> read_cluster_view(const std::vector<redis_value>& answers,
                                       const cluster_node& asked);

} // namespace quickbooking
