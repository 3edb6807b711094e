#pragma once

#include "tests/support/child_process.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// A node as a process of its own. Throws std::runtime_error, with the end of the node's log, if
/// it does not get ready.
class demo_node {
public:
  /// `config` is the node's configuration but for `log`; `secrets` are `NAME=value`.
  demo_node(const std::string& program, nlohmann::json config, std::vector<std::string> secrets);

  /// Lets it end in order.
  ~demo_node();

  std::uint16_t port() const { return port_; }
  bool is_running() { return process_->is_running(); }

  /// What it said last, for when it fails.
  std::string log_tail() const;

private:
  std::optional<std::uint16_t> announced_port() const;

  temp_dir dir_;
  std::uint16_t port_ = 0;
  std::unique_ptr<child_process> process_;
};

} // namespace quickbooking
