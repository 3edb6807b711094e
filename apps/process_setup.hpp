#pragma once

#include "messages/failure.hpp"

#include <csignal>
#include <initializer_list>

namespace quickbooking {

// What the programs of this folder set up before they start a thread. Call from `main`'s thread.

/// Blocks these for all threads that are made later, so that `sigwait` gets them. A peer that
/// closed its connection is an error of `write`, never SIGPIPE.
sigset_t block_signals(std::initializer_list<int> signals);

/// Tells the kernel that this program's threads need not run the moment they are woken (SCHED_BATCH
/// of sched(7)): a thread that wakes another keeps its core until it waits itself. Does nothing if
/// whoever started the program chose how it is scheduled. `operation_refused` where the system
/// forbids it.
result<void> share_cores_in_long_turns();

} // namespace quickbooking
