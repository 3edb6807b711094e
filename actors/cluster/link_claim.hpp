#pragma once

#include "messages/failure.hpp"

#include <caf/actor.hpp>
#include <caf/atom.hpp>
#include <caf/fwd.hpp>

#include <memory>
#include <string>

namespace quickbooking {

/// Held by whoever has links to a cluster's nodes. CAF keeps one connection between two actor
/// systems, so that a second one's links to the same nodes would be closed again and again. The
/// claim is a name in the actor system's own registry.
class link_claim {
public:
  /// Error: `cannot_link`, if somebody in this system has the claim. Any thread.
  static result<std::unique_ptr<link_claim>> take(caf::actor_system& system,
                                                  const std::string& cluster);

  /// Gives it back.
  ~link_claim();

  link_claim(const link_claim&) = delete;
  link_claim& operator=(const link_claim&) = delete;

private:
  link_claim(caf::actor_system& system, const std::string& cluster);

  bool is_ours() const;

  caf::actor_system& system_;
  caf::atom_value key_;
  caf::actor holder_; ///< stands for us in the registry
};

} // namespace quickbooking
