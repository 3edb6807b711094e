#pragma once

#include "load/scenario/checked_object.hpp"
#include "load/scenario/scenario.hpp"

#include <chrono>

namespace quickbooking {

// The parts of a scenario file, each read from its own object.

void read_arrivals(checked_object x, scenario& out);
void read_think_time(checked_object x, delay_law& out);

/// `duration`: of the run.
fault_hook read_fault(checked_object x, std::chrono::milliseconds duration);

void read_limits(checked_object x, load_limits& out);

} // namespace quickbooking
