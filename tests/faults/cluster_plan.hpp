#pragma once

#include "tests/faults/plan.hpp"

namespace quickbooking::faults {

/// Makes a plan for one node one for several: each step has a node that it asks first, the nodes
/// and their links fail, and half of the plans leave Redis alone (one with sentinels never does).
/// Pure; the plan's seed decides. Its faults are in no order afterwards.
void spread_over_nodes(plan& x, std::size_t nodes);

} // namespace quickbooking::faults
