#pragma once

#include <sys/types.h>

namespace quickbooking {

// What the system tells of a process. All throw std::runtime_error if it is not there.

/// User and system time used so far by all its threads, those that have ended included.
double cpu_seconds(pid_t pid);

/// Bytes of memory that are resident.
double resident_bytes(pid_t pid);

/// Bytes that are resident and nobody else's: what its end would free.
double unique_bytes(pid_t pid);

} // namespace quickbooking
