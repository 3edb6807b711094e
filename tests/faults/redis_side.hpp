#pragma once

#include "tests/faults/fault.hpp"
#include "tests/faults/history.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>

namespace quickbooking::faults {

/// Redis as a schedule has it: what a node is told of it, what happens to it, and what it took. For
/// one thread.
class redis_side {
public:
  virtual ~redis_side() = default;

  /// The part `redis` of a node's configuration.
  virtual nlohmann::json node_config() const = 0;

  /// A fault of Redis begins or ends.
  virtual void act(const fault& x, bool begins) = 0;

  /// Faults that have ended have no effects any more but in a node.
  virtual bool is_steady() = 0;

  /// Of the server that takes writes now, reached directly.
  virtual std::uint16_t port() const = 0;

  /// What happened to it, for a person to read.
  virtual std::string story() const { return {}; }

  /// What was ever written, by phone. Once all faults have ended and no node runs.
  virtual void collect(run_history& into) = 0;
};

} // namespace quickbooking::faults
