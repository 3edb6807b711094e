#pragma once

#include "actors/node.hpp"

#include <quickbooking/actors.hpp>

namespace quickbooking {

/// Spawns the actor that has a host's calendar keep the bookings: to the node it is a calendar (see
/// `spawn_calendar`). What is taken when the node starts is asked for then, and again for a salon
/// after each refusal and each `reload_calendar`; until the first answer all times seem free, and
/// the host's calendar refuses what is not.
caf::actor spawn_host_calendar(const calendar_parts& parts, calendar_service host);

} // namespace quickbooking
