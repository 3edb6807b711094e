#pragma once

#include "messages/failure.hpp"

namespace quickbooking {

/// A failed call says that Redis as a whole does not do its work; otherwise it concerns this one
/// key only (WRONGTYPE), or us (too much in flight).
bool is_fault_of_redis(const failure& why);

} // namespace quickbooking
