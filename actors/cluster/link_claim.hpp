#pragma once

#include "messages/failure.hpp"

#include <caf/fwd.hpp>

#include <memory>
#include <string>

namespace quickbooking {

/// Held by whoever has links to a cluster's nodes. CAF keeps one connection between two actor
/// systems, so that a second one's links to the same nodes would be closed again and again.
class link_claim {
public:
  /// Error: `cannot_link`, if somebody in this system has the claim. Any thread.
  static result<std::unique_ptr<link_claim>> take(const caf::actor_system& system,
                                                  const std::string& cluster);

  /// Gives it back.
  ~link_claim();

  link_claim(const link_claim&) = delete;
  link_claim& operator=(const link_claim&) = delete;

private:
  link_claim(const caf::actor_system* system, std::string cluster);

  const caf::actor_system* system_;
  std::string cluster_;
};

} // namespace quickbooking
