#pragma once

#include <caf/actor_system_config.hpp>

#include <csignal>
#include <cstddef>
#include <initializer_list>

namespace quickbooking {

// What the programs of this folder set up before they start a thread. Call from `main`'s thread.

/// Settings that CAF 0.17 needs with many actors, whatever a caf-application.conf says; 0 `threads`
/// leaves their number to CAF.
void set_up_scheduler(caf::actor_system_config& config, std::size_t threads);

/// Blocks these for all threads that are made later, so that `sigwait` gets them. A peer that
/// closed its connection is an error of `write`, never SIGPIPE.
sigset_t block_signals(std::initializer_list<int> signals);

} // namespace quickbooking
