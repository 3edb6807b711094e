#pragma once

#include <caf/fwd.hpp>

#include <cstddef>
#include <functional>

namespace quickbooking {

/// Settings that CAF 0.17 needs with many actors, whatever a caf-application.conf says; 0 `threads`
/// is one per core, but two at least. Before the actor system is made.
void set_up_scheduler(caf::actor_system_config& config, std::size_t threads);

/// For a thread with work of its own, such as an event loop's, instead of sleep: each call runs
/// some of the actors that wait for one of the system's threads, 32 turns at most, and returns
/// false if none waited. Calls are for one thread and end before the system. No actor may wait for
/// that thread, nor long for anything else: the thread's own work would wait with it. Null if the
/// system has another scheduler.
std::function<bool()> spare_turns(caf::actor_system& system);

} // namespace quickbooking
