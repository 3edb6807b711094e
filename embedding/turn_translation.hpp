#pragma once

#include "actors/protocol.hpp"

#include <quickbooking/errors.hpp>
#include <quickbooking/messages.hpp>

namespace quickbooking {

// Between the public messages and the node's own. Pure.

/// The same checks as `/v1` makes, and the same errors.
result<inbound_message> to_inbound(const customer_text& x, instant now);
result<inbound_message> to_inbound(const customer_tap& x, instant now);

customer_answer to_answer(const turn_result& x);

/// Nothing happened, for this reason.
customer_answer refusal(const failure& why);

/// Nothing happened, and it may be tried again.
customer_answer overload();

session_record to_record(const session_info& x);

session_statistics to_statistics(const directory_reply& stored, const session_counts& here);

health_event to_event(const store_health& x);
transition_event to_transition(const turn_told& x);

/// Of a turn that booked.
booking_event to_booking(const turn_told& x);

caf::timestamp to_timestamp(instant x);
instant to_instant(caf::timestamp x);

/// As an error of the public headers.
caf::error to_error(service_errc what, const failure& why);

} // namespace quickbooking
