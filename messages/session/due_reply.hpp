#pragma once

#include "messages/encoding/instant.hpp"
#include "messages/reply/reply.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// A reply whose transition is durable, and of which it is not known yet that WhatsApp has it (P4).
struct due_reply {
  std::string out_id;          ///< its name; begins with the time in milliseconds
  std::string phone_number_id; ///< from which number it is sent
  reply content;
  instant since{}; ///< when it was decided; not part of the bytes
};

/// How long it may take until somebody looks whether a reply has been lost.
inline constexpr std::chrono::seconds due_patience{5};

/// The bytes that the store keeps under the reply's `out_id`: JSON with `number`, `messageType` and
/// `payload`.
std::string to_bytes(const due_reply& x);

/// Reads them; nothing if they are something else.
std::optional<due_reply> due_reply_from(std::string out_id, std::string_view bytes);

} // namespace quickbooking
