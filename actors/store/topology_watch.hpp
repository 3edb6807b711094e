#pragma once

#include "actors/cores/steady_time.hpp"
#include "net/redis/cluster_view.hpp"

#include <vector>

namespace quickbooking {

/// Decides when which node of a Redis Cluster is asked who serves what, and which answers count.
/// Pure.
class topology_watch {
public:
  /// `seeds` are asked, too, whatever the cluster says of its nodes. Not empty.
  explicit topology_watch(std::vector<cluster_node> seeds);

  /// After an answer all is well for so long, if nothing speaks against it.
  static constexpr std::chrono::seconds calm_interval{5};

  /// While a shard is not there.
  static constexpr std::chrono::milliseconds degraded_interval{200};

  /// After a server sent us to another one, or a node did not answer.
  static constexpr std::chrono::milliseconds doubt_interval{50};

  /// An older view than the last one counts only after so long: it is one of a node that was cut
  /// off, or the cluster was made anew.
  static constexpr std::chrono::seconds old_view_patience{15};

  void doubt() { is_doubted_ = true; }

  bool is_due(steady_time now, bool is_degraded) const;

  /// The node to be asked now, the next one each time: one that was cut off from the others must
  /// not have the only say.
  cluster_node begin(steady_time now);

  void failed() { is_asking_ = false, is_doubted_ = true; }

  /// True if the view counts.
  bool answered(const cluster_view& view, steady_time now);

private:
  void learn(const std::vector<cluster_node>& nodes);

  std::vector<cluster_node> seeds_;
  std::vector<cluster_node> nodes_;
  std::size_t turn_ = 0;
  bool is_asking_ = false;
  bool is_doubted_ = true;
  steady_time asked_at_{};
  steady_time confirmed_at_{};
  std::uint64_t epoch_ = 0;
};

} // namespace quickbooking
