#include "actors/store/topology_watch.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

topology_watch::topology_watch(std::vector<cluster_node> seeds)
    : seeds_{std::move(seeds)},
      nodes_{seeds_} {}

bool topology_watch::is_due(steady_time now, bool is_degraded) const {
  if (is_asking_)
    return false;
  const auto waited = now - asked_at_;
  return waited >= calm_interval || (is_degraded && waited >= degraded_interval)
         || (is_doubted_ && waited >= doubt_interval);
}

cluster_node topology_watch::begin(steady_time now) {
  is_asking_ = true;
  is_doubted_ = false;
  asked_at_ = now;
  return nodes_[turn_++ % nodes_.size()];
}

bool topology_watch::answered(const cluster_view& view, steady_time now) {
  is_asking_ = false;
  if (view.epoch < epoch_ && now - confirmed_at_ < old_view_patience)
    return false;
  epoch_ = view.epoch;
  confirmed_at_ = now;
  learn(view.nodes);
  return true;
}

void topology_watch::learn(const std::vector<cluster_node>& nodes) {
  nodes_ = nodes;
  for (auto& seed : seeds_)
    if (std::ranges::find(nodes_, seed) == nodes_.end())
      nodes_.push_back(seed);
}

} // namespace quickbooking
