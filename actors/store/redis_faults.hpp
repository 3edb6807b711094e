#pragma once

#include "actors/cores/breaker.hpp"
#include "messages/failure.hpp"

#include <optional>

namespace quickbooking {

/// What a failed call says of Redis as a whole; nothing if it concerns this one key only.
std::optional<redis_fault> fault_of(const failure& why);

} // namespace quickbooking
