#pragma once

#include "messages/inbound.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace quickbooking {

/// The word by which a message, field or status is counted: WhatsApp's own, at most 64 bytes,
/// without control characters; `unknown` if it has none.
std::string type_word(const nlohmann::json& object, std::string_view name);

/// What the customer said with one item of `messages[]`; nothing if the item is no customer turn
/// and must not open a dialog step (a reaction, a system message, an edit, ...).
std::optional<inbound_content> content_of(const nlohmann::json& message);

} // namespace quickbooking
