#pragma once

#include "tests/support/child_process.hpp"

#include <quickbooking/actors.hpp>

#include <caf/fwd.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace quickbooking {

class embedded_service;

/// A node of a cluster inside of the test's process.
class embedded_node {
public:
  /// With the configuration of a `node_process`. Throws std::runtime_error if it does not start.
  embedded_node(caf::actor_system& system, const nlohmann::json& config);
  ~embedded_node();

  booking_service bookings() const;

private:
  temp_dir dir_; ///< of what it keeps on the disk
  std::unique_ptr<embedded_service> service_;
};

} // namespace quickbooking
