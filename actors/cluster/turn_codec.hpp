#pragma once

#include "actors/protocol.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

// How a turn passes between nodes: its message there and what became of it back, as `text_fields`.
// Both are read for each forwarded message; the other envelopes hold JSON.

std::string message_body(const inbound_message& x);

/// Nothing if it is something else.
std::optional<inbound_message> read_message_body(std::string_view body);

/// Without the answer's payload, which passes as it is.
std::string turn_body(const turn_result& x);

/// Nothing if it is something else, or the payload cannot be that of its answer.
std::optional<turn_result> read_turn_body(std::string_view body, const std::string& payload);

} // namespace quickbooking
