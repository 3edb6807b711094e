#pragma once

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>

#include <chrono>
#include <memory>

namespace quickbooking {

/// The actor system of somebody else's program.
class other_program {
public:
  enum class loop { none, ours, of_caf };

  /// `heartbeat`: how CAF's own loop is set.
  explicit other_program(loop which = loop::ours,
                         caf::timespan heartbeat = std::chrono::seconds{1});

  caf::actor_system& system() { return system_; }

  /// How many actors run.
  std::size_t running() { return system_.registry().running(); }

private:
  std::unique_ptr<caf::actor_system_config> config_;
  caf::actor_system system_;
};

} // namespace quickbooking
