#pragma once

#include "booking/conversation/step.hpp"

namespace quickbooking {

/// Shows where the conversation stands once more, rebuilt in the language of this step: the
/// confirmation, the choices, the times, the services.
reply show_again(step& s);

/// Says something that needs no answer, and leads on to the next step.
reply lead_on(step& s, text_key said);

/// For a tap that nobody understands: "that choice is no longer current", start over or call.
reply tell_expired(step& s);

reply greet(step& s);
reply start_over(step& s);

/// Leaves what is under way; nothing is booked. Where nothing is, the customer may mean an
/// appointment.
reply cancel(step& s);

} // namespace quickbooking
