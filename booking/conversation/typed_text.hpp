#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// The customer typed something: a wish, a change of it, an answer to the last card, or neither.
effect hear_text(step& s, const typed_text& typed);

} // namespace quickbooking
