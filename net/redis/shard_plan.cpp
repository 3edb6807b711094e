#include "net/redis/shard_plan.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

std::size_t common_slots(const cluster_shard& a, const cluster_shard& b) {
  return (a.slots & b.slots).count();
}

bool has_master(const std::vector<cluster_shard>& shards, const cluster_node& master) {
  return std::ranges::find(shards, master, &cluster_shard::master) != shards.end();
}

} // namespace

std::vector<std::optional<std::size_t>> predecessors(const std::vector<cluster_shard>& before,
                                                     const std::vector<cluster_shard>& next) {
  std::vector<std::optional<std::size_t>> places(next.size());
  std::vector<bool> is_free(before.size());
  for (std::size_t old = 0; old < before.size(); ++old)
    is_free[old] = !has_master(next, before[old].master);
  for (std::size_t i = 0; i < next.size(); ++i) {
    auto same = std::ranges::find(before, next[i].master, &cluster_shard::master);
    if (same != before.end()) {
      places[i] = same - before.begin();
      continue;
    }
    std::size_t most = 0;
    for (std::size_t old = 0; old < before.size(); ++old)
      if (is_free[old] && common_slots(before[old], next[i]) > most) {
        most = common_slots(before[old], next[i]);
        places[i] = old;
      }
    if (places[i])
      is_free[*places[i]] = false;
  }
  return places;
}

slot_table::slot_table(const std::vector<cluster_shard>& shards) : slot_table{} {
  for (std::size_t place = 0; place < shards.size(); ++place)
    for (std::size_t slot = 0; slot < slot_count; ++slot)
      if (shards[place].slots[slot])
        places_[slot] = static_cast<std::uint16_t>(place);
}

} // namespace quickbooking
