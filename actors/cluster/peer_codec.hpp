#pragma once

#include "actors/cluster/peer_messages.hpp"
#include "actors/protocol.hpp"

#include <optional>
#include <string_view>
#include <variant>

namespace quickbooking {

// The content of envelopes as JSON. Whatever comes from a peer is checked: nothing if it is
// something else than its kind says.

/// What is asked of the node that has a customer.
using peer_question = std::variant<inbound_message, read_session, clear_session, resend_due>;

/// What comes back.
using peer_answer = std::variant<turn_result, session_info, bool>;

const customer_key& customer_of(const peer_question& x);

/// Without a ticket.
peer_envelope to_envelope(const peer_question& x);
peer_envelope to_envelope(const peer_answer& x);

/// Nothing if the envelope holds no question, or cannot be read.
std::optional<peer_question> read_question(const peer_envelope& x);

/// Nothing if the envelope holds no answer, or cannot be read.
std::optional<peer_answer> read_answer(const peer_envelope& x);

} // namespace quickbooking
