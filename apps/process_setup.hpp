#pragma once

#include <csignal>
#include <initializer_list>

namespace quickbooking {

// What the programs of this folder set up before they start a thread. Call from `main`'s thread.

/// Blocks these for all threads that are made later, so that `sigwait` gets them. A peer that
/// closed its connection is an error of `write`, never SIGPIPE.
sigset_t block_signals(std::initializer_list<int> signals);

} // namespace quickbooking
