#pragma once

#include "net/redis/cluster_view.hpp"

#include <array>
#include <optional>
#include <vector>

namespace quickbooking {

/// For each shard of `next` the one of `before` (its place there) that it goes on as: the one with
/// the same master, or else, after a failover, the one without a master now that had most of its
/// slots. Nothing for a new one; none of `before` is used twice.
std::vector<std::optional<std::size_t>> predecessors(const std::vector<cluster_shard>& before,
                                                     const std::vector<cluster_shard>& next);

/// Which shard serves each slot.
class slot_table {
public:
  slot_table() { places_.fill(nobody); }
  explicit slot_table(const std::vector<cluster_shard>& shards);

  /// Its place among the shards; nothing if nobody serves the slot.
  std::optional<std::size_t> find(hash_slot slot) const {
    return places_[slot] == nobody ? std::nullopt : std::optional<std::size_t>{places_[slot]};
  }

private:
  static constexpr std::uint16_t nobody = slot_count; // there are never more shards than slots

  std::array<std::uint16_t, slot_count> places_;
};

} // namespace quickbooking
