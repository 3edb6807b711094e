#pragma once

#include "load/meta/meta_error.hpp"

#include <nlohmann/json.hpp>

#include <optional>

namespace quickbooking {

/// Checks the body of a POST to `/messages` as far as it can be judged by itself: keys, types,
/// lengths and counts of every message type and of read receipts. Nothing if Meta would take it.
std::optional<meta_error> check_message(const nlohmann::json& body);

} // namespace quickbooking
