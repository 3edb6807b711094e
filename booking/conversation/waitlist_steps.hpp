#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// Puts the customer on the waitlist for the wish; asks for the service if that is not known.
effect join_waitlist(step& s, const std::optional<slot_ref>& context);

/// A button of the waitlist family.
effect hear_waitlist_tap(step& s, const waitlist_button& tapped);

/// The waitlist's answer.
reply hear_waitlist(step& s, const waitlist_outcome& outcome);

} // namespace quickbooking
