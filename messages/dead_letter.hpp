#pragma once

#include "messages/inbound.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace quickbooking {

/// A message that ended its session again and again and was put aside.
struct dead_letter {
  std::int64_t id = 0; ///< given by the archive, > 0
  instant buried_at;
  int tries = 0;
  std::string reason; ///< how the session ended the last time
  inbound_message message;
};

/// The message as JSON, to be read by `inbound_message_from`.
std::string to_bytes(const inbound_message& x);

/// Reads it; nothing if it is something else.
std::optional<inbound_message> inbound_message_from(std::string_view bytes);

/// How a dead letter is listed: `{id, buriedAt, tries, reason, message}`.
nlohmann::ordered_json to_json(const dead_letter& x);

/// `{id}` of a call that replays one. Errors: `malformed_json`, `invalid_field`.
result<std::int64_t> decode_replay(std::string_view body);

} // namespace quickbooking
