#pragma once

#include "tests/cluster/salon_cluster.hpp"
#include "tests/support/fault_proxy.hpp"
#include "tests/support/network_namespace.hpp"

#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// A place for one node whose packets can be swallowed without anybody being told: a network
/// namespace of its own if that is allowed here, else behind proxies that hold all bytes. Links to
/// other nodes go one way, Redis, PostgreSQL and HTTP another.
class black_hole {
public:
  black_hole();

  /// Puts a node there: changes its configuration.
  void put(nlohmann::json& config);

  /// Words that run its program there.
  std::vector<std::string> launcher() const;

  /// Nothing passes between the node and the others.
  void swallow_links();
  void pass_links();

  /// Nothing passes between the node and anybody.
  void swallow_all();
  void pass_all();

  /// What it is here, for a person to read.
  std::string kind() const;

private:
  void put_into_namespace(nlohmann::json& config);
  void put_behind_proxies(nlohmann::json& config);
  std::string services_address() const;

  std::string refusal_;
  std::unique_ptr<network_namespace> inside_;
  std::unique_ptr<fault_proxy> redis_;
  std::unique_ptr<fault_proxy> database_;
  std::unique_ptr<reserved_port> link_port_;
  std::unique_ptr<fault_proxy> link_;
};

} // namespace quickbooking
