#pragma once

#include "messages/session/stored_state.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// A session that lives.
struct kept_session {
  std::string snapshot;
  std::chrono::milliseconds ttl{0};
  std::vector<std::string> handled;
};

/// What a store keeps of customers, in memory: the same fence as the script in Redis, the same
/// lifetimes (see `session_write`), nothing of the old service.
class memory_sessions {
public:
  stored_state load(const customer_key& who, instant now);

  write_outcome write(const customer_key& who, const session_write& what, instant now);

  /// Deletes the session; its receipt and ids stay.
  void remove(const customer_key& who);

  /// A reply reached the customer, or never will. False if it was not due.
  bool forget_due(const customer_key& who, const std::string& out_id);

  std::optional<kept_session> find(const customer_key& who, instant now);

  /// Those who have a session, in order.
  std::vector<customer_key> customers(instant now);

private:
  /// Empty once it is over.
  struct lasting {
    std::string text;
    instant until;
  };

  struct kept {
    lasting snapshot;
    lasting receipt;
    std::vector<std::string> handled;
    std::vector<due_reply> due;
    instant until; ///< of ids and replies
  };

  kept* look_up(const customer_key& who, instant now);
  static void add_handled(kept& to, const std::vector<std::string>& ids);

  std::map<customer_key, kept> all_;
};

} // namespace quickbooking
