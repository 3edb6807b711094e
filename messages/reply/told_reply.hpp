#pragma once

#include "messages/reply/reply.hpp"

#include <optional>
#include <string>

namespace quickbooking {

/// A reply as whoever asked over HTTP is told of it: what passes on its way there, perhaps over
/// another node, is written once and not read again.
struct told_reply {
  std::string type;    ///< see `message_type`
  std::string payload; ///< JSON, an object

  friend bool operator==(const told_reply&, const told_reply&) = default;
};

told_reply told(const reply& x);

/// Of what another node sent; nothing if it cannot be a reply.
std::optional<told_reply> checked_reply(std::string type, std::string payload);

} // namespace quickbooking
