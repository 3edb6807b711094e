#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace quickbooking {

/// What stands in Redis about one conversation.
struct session_look {
  std::string key;
  std::int64_t ttl_s = 0;
  std::string state;
  std::int64_t revision = 0;
};

/// Asks Redis itself, not the node. Nothing if the key is not there. Throws std::runtime_error if
/// Redis does not answer.
std::optional<session_look> look_at_session(std::uint16_t redis_port, const std::string& customer);

} // namespace quickbooking
