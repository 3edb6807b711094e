#pragma once

#include <caf/fwd.hpp>

#include <cstddef>

namespace quickbooking {

/// Settings that CAF 0.17 needs with many actors, whatever a caf-application.conf says; 0 `threads`
/// is one per core, but two at least. Before the actor system is made.
void set_up_scheduler(caf::actor_system_config& config, std::size_t threads);

} // namespace quickbooking
