#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// The next page of what is shown.
reply see_more(step& s, const std::optional<slot_ref>& context);

/// A button of the nav family.
reply hear_nav_tap(step& s, const nav_button& tapped);

} // namespace quickbooking
