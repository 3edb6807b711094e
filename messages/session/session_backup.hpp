#pragma once

#include "messages/session/stored_state.hpp"

namespace quickbooking {

/// What is kept of a customer's session beside the store: its newest transition as a write that
/// can be made again. `handled` and `due` are at least those that the store has not.
struct session_backup {
  customer_key customer;
  session_write write;
  instant used_at;       ///< the customer's last activity
  bool in_store = false; ///< the store is known to have it
};

} // namespace quickbooking
