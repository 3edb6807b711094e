#pragma once

#include "messages/session/stored_state.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace quickbooking {

class json_writer;

/// What is kept of a customer's session beside the store: its newest transition as a write that
/// can be made again. `handled` and `due` are at least those that the store has not.
struct session_backup {
  customer_key customer;
  session_write write;
  instant used_at;       ///< the customer's last activity
  bool in_store = false; ///< the store is known to have it
};

/// True if `x` holds a later state of a session than `other`: by revision, if they are of one
/// owner; two owners who did not know of each other may have the same, so between them by time.
bool is_later(const session_backup& x, const session_backup& other);

/// Writes one that the store has not, for another node.
void write(json_writer& out, const session_backup& x);

/// Reads it; nothing if it is something else, or larger than one of ours can be.
std::optional<session_backup> session_backup_from(const nlohmann::json& x);

} // namespace quickbooking
