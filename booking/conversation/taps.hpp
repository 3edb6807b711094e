#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// A button or row was tapped, on the last card or on an old one.
effect hear_tap(step& s, const button_tap& tap);

/// The same for an id that a typed answer stands for.
effect hear_button(step& s, const button& tapped);

} // namespace quickbooking
