#pragma once

#include "booking/calendar/availability.hpp"
#include "booking/conversation/step.hpp"

namespace quickbooking {

/// The slot cannot be had: says why and shows what is free instead.
reply offer_alternatives(step& s, const slot_ref& refused, slot_verdict why);

/// The wish becomes the slot's service and time, and its master if none was wanted. False: the
/// salon does not offer the service.
bool want_time_of(step& s, const slot_ref& ref);

/// Asks for the service where only master and time are known.
reply ask_service_of(step& s, const slot_ref& ref);

} // namespace quickbooking
