#pragma once

#include "actors/cores/ring.hpp"
#include "tests/end_to_end/one_node.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// Nodes `node-a`, `node-b`, `node-c` of one cluster, real processes on one real Redis and one real
/// PostgreSQL, linked by TLS. They run with cluster-config/three-nodes, but for where things are.
class salon_cluster {
public:
  /// `configure` may change the configuration of the node at this place, and `launcher` give words
  /// that run the program which stands behind them. All are linked when the constructor returns;
  /// throws std::runtime_error if they do not get there.
  explicit salon_cluster(
      std::size_t nodes = 3,
      const std::function<void(std::size_t, nlohmann::json&)>& configure = [](auto, auto&) {},
      const std::function<std::vector<std::string>(std::size_t)>& launcher
      = [](auto) { return std::vector<std::string>{}; });

  std::size_t size() const { return nodes_.size(); }
  node_process& node(std::size_t i) { return *nodes_.at(i); }
  std::string url(std::size_t i) const { return nodes_.at(i)->url(); }
  static std::string name(std::size_t i) { return {'n', 'o', 'd', 'e', '-', char('a' + i)}; }

  /// The node that has the customer while all are there.
  std::size_t owner_of(const std::string& phone) const;

  /// A phone that this node has; another one for each `n`.
  std::string phone_of(std::size_t owner, int n) const;

  /// True once the nodes at these places see a ring of as many nodes.
  bool sees_nodes(const std::vector<std::size_t>& which, int nodes,
                  std::chrono::milliseconds limit = std::chrono::seconds{15}) const;

  /// All see all.
  bool is_whole() const;

  /// Runs SQL on the bookings' database; what it printed.
  std::string sql(const std::string& text) const;

  /// Lines of all nodes' logs with these words, since they were first started.
  std::size_t times_logged(const std::string& words) const;

  /// The sum of a figure over the nodes that answer.
  double figure(const std::string& line) const;

  /// Transitions of the customer's session, by its snapshot; 0 without one.
  std::int64_t transitions_of(const std::string& phone);

  private_redis redis;

private:
  std::string database_;
  std::vector<std::unique_ptr<node_process>> nodes_;
  ring all_;
};

/// Says something at the nodes in turn, under one message id, until a node takes it, as Meta and a
/// load balancer would; counts what nobody took in time.
class persistent_customer {
public:
  persistent_customer(const salon_cluster& where, std::string phone)
      : where_(where),
        phone_(std::move(phone)) {}

  /// Asks these nodes in turn; false if none took it within the limit.
  bool says(const std::string& words, const std::vector<std::size_t>& nodes,
            std::chrono::milliseconds limit = std::chrono::seconds{30});

  const std::string& phone() const { return phone_; }

  /// Different messages that were taken.
  int taken() const { return taken_; }

  /// Answers other than 200, and none.
  int failures() const { return failures_; }

private:
  bool says_at(std::size_t node, const std::string& words);

  const salon_cluster& where_;
  std::string phone_;
  int said_ = 0;
  int taken_ = 0;
  int failures_ = 0;
};

} // namespace quickbooking
