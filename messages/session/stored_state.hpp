#pragma once

#include "messages/customer.hpp"
#include "messages/session/due_reply.hpp"
#include "messages/session/session.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

// What travels between a session and the store that keeps it.

/// A session lives this long after the customer's last activity.
inline constexpr std::chrono::seconds session_ttl{1800};

/// What outlives the session: handled message ids, the receipt of a finished conversation, replies
/// that are due.
inline constexpr std::chrono::hours receipt_ttl{24};

/// How many handled message ids are kept for one customer.
inline constexpr std::size_t max_handled_ids = 256;

/// All that the store holds of one customer, as read in one go.
struct stored_state {
  std::string snapshot;             ///< bytes; empty if there is none
  bool under_legacy_key = false;    ///< the snapshot was found under the old service's key
  std::string receipt;              ///< bytes of a snapshot without slots; empty if there is none
  std::vector<std::string> handled; ///< message ids of the last 24 h, oldest first
  std::vector<due_reply> due;       ///< not known to be delivered, oldest first
};

/// One transition on its way to the store: everything in it becomes durable at once, or nothing
/// does.
struct session_write {
  std::string expected; ///< what the stored value must begin with; empty: nothing is stored
  fence version;        ///< of this write
  std::string snapshot; ///< bytes; empty: the session is deleted
  std::chrono::milliseconds ttl{session_ttl};
  std::string receipt;              ///< bytes to store as receipt; empty: leave as it is
  std::vector<std::string> handled; ///< message ids to add
  std::vector<due_reply> due;       ///< replies that are to be delivered
  bool moves_legacy_key = false;    ///< the old service's key is deleted afterwards
};

/// Shared by those who pass it on.
using session_write_ptr = std::shared_ptr<const session_write>;

enum class write_outcome {
  written,
  already_written, ///< the store holds exactly this version: an answer was lost
  conflict,        ///< the store holds what this write did not start from; nothing was changed
};

} // namespace quickbooking
