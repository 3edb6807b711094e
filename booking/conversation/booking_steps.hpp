#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// A slot was tapped: the confirmation card, or what is free instead.
reply choose_slot(step& s, slot_ref tapped);

/// Confirm was tapped: books, or tells what is free instead, or that it was booked before.
effect confirm_slot(step& s, slot_ref tapped);

/// The card of the selected slot once more; an offer if it cannot be booked any more.
reply confirm_again(step& s);

/// Times around the selected slot, with service and master kept.
reply change_time(step& s, const std::optional<slot_ref>& context);

/// Asks the calendar again where an answer got lost in a crash.
effect repeat_booking(step& s);

/// The calendar's answer.
reply hear_booking(step& s, const booking_outcome& outcome);

} // namespace quickbooking
