#pragma once

#include "net/redis/hash_slot.hpp"
#include "net/redis/redis_connection.hpp"

#include <optional>
#include <string>

namespace quickbooking {

/// A server of a Redis Cluster answers that another one has the key's slot (`moved`), or has it for
/// this one command, while the slot is on its way there (`ask`).
struct redirection {
  enum class kind { moved, ask };
  kind what = kind::moved;
  hash_slot slot = 0;
  std::string host; ///< empty: the host that was asked
  std::uint16_t port = 0;
};

/// Reads `MOVED 3999 10.0.0.1:6379` and `ASK ...`; nothing if the reply is neither, or makes no
/// sense.
std::optional<redirection> read_redirection(const redis_value& reply);

/// The keys of a command are partly here and partly where their slot is going: try again.
bool is_try_again(const redis_value& reply);

} // namespace quickbooking
