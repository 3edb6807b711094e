#include "actors/store/cluster_health.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

void add_reason(store_health& all, const std::string& name, const std::string& reason,
                instant since) {
  all.since = all.state == "degraded" ? std::min(all.since, since) : since;
  all.state = "degraded";
  all.reason += (all.reason.empty() ? "" : "; ") + name + ": " + reason;
}

} // namespace

store_health merge_health(const std::vector<shard_health>& shards, const slot_set& missing,
                          instant since, std::size_t unserved) {
  store_health all{"ok", {}, since, unserved};
  for (auto& [name, health] : shards) {
    all.dirty_sessions += health.dirty_sessions;
    if (health.state != "ok")
      add_reason(all, name, health.reason, health.since);
    else if (all.state == "ok")
      all.since = std::max(all.since, health.since);
  }
  if (missing.any())
    add_reason(all, "slots " + to_text(missing), "no server has them", since);
  return all;
}

} // namespace quickbooking
