#pragma once

#include "actors/cluster/peer_messages.hpp"

#include <optional>

namespace quickbooking {

// The content of envelopes: JSON, but for turns (see `turn_codec`). Whatever comes from a peer is
// checked: nothing if it is something else than its kind says.

/// Without a ticket.
peer_envelope to_envelope(const peer_question& x);
peer_envelope to_envelope(const peer_answer& x);

/// True for what is sent in answer to a question, under its ticket.
bool is_answer(peer_kind x);

/// Nothing if the envelope holds no question, or cannot be read.
std::optional<peer_question> read_question(const peer_envelope& x);

/// Nothing if the envelope holds no answer, or cannot be read.
std::optional<peer_answer> read_answer(const peer_envelope& x);

} // namespace quickbooking
