#pragma once

#include "messages/customer.hpp"
#include "messages/encoding/json_writer.hpp"
#include "messages/failure.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What an operator's backup has of a customer's session: enough to bring the conversation back.
struct saved_session {
  std::string snapshot;             ///< bytes as in Redis
  std::chrono::milliseconds ttl{0}; ///< until it expires
  std::vector<std::string> handled; ///< message ids of the last 24 h, oldest first
};

/// `{snapshot, ttlSeconds, handled?}` of a call that brings a session back. Errors:
/// `malformed_json`, `missing_field`, `invalid_field` (`ttlSeconds` is no whole number of
/// 1..`session_ttl`, `handled` holds more than `max_handled_ids` or something else than ids), and
/// those of `session_from_snapshot`.
result<saved_session> decode_saved_session(std::string_view body);

/// The same of a document that may have other members, too.
result<saved_session> read_saved_session(const nlohmann::json& x);

/// The same, as it is sent; the TTL in whole seconds, at least one.
void write(json_writer& out, const saved_session& x);

/// Message ids: an array of at most `max_handled_ids` strings of 1..512 bytes. Error:
/// `invalid_field`.
result<std::vector<std::string>> read_handled_ids(const nlohmann::json& x);

} // namespace quickbooking
