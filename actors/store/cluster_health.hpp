#pragma once

#include "actors/protocol.hpp"

#include <vector>

namespace quickbooking {

/// How one shard of a Redis Cluster is.
struct shard_health {
  std::string name;
  store_health health;
};

/// How they are together: degraded, with the reasons, if one of them is. `unserved` sessions are
/// dirty and belong to none of them; `missing` are slots that nobody serves since `since`.
store_health merge_health(const std::vector<shard_health>& shards, const slot_set& missing,
                          instant since, std::size_t unserved);

} // namespace quickbooking
