#pragma once

#include "messages/dead_letter.hpp"
#include "messages/session/session_backup.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What the archive has and the store is not known to have.
struct archive_counts {
  std::uint64_t sessions = 0;
  std::uint64_t replies = 0; ///< due ones
};

/// What a finished transaction survives.
enum class durability {
  process_end, ///< a crash or kill of the process; the disk has it some time later
  power_loss,  ///< the machine's end as well: waits for the disk
};

/// Where a node keeps what must outlive it beside Redis: backups of sessions, replies that only
/// they hold, dead letters. Calls block; all but `transact`, which any thread may call, are made
/// within its `work`.
class archive_store {
public:
  virtual ~archive_store() = default;

  /// False if no call ever waits for a disk: it needs no thread of its own.
  virtual bool blocks() const { return true; }

  /// Makes all calls of `work` durable at once, or none of them. Errors: those of the database.
  virtual result<void> transact(const std::function<result<void>()>& work, durability wanted) = 0;

  // -- sessions ---

  /// Takes the place of the customer's backup. Message ids and due replies are added to those that
  /// are kept already; once the store has the session, its due replies are the store's matter.
  virtual result<void> save(const session_backup& x, instant now) = 0;

  /// With the handled ids of `receipt_ttl`, oldest first, and the due replies.
  virtual result<std::optional<session_backup>> find(const customer_key& who, instant now) = 0;

  /// Customers whose backup the store is not known to have, in order, after this one.
  virtual result<std::vector<customer_key>> ahead(const customer_key& after, std::size_t limit) = 0;

  /// All backups in the order of their customers, after this one.
  virtual result<std::vector<session_backup>> page(const customer_key& after, std::size_t limit,
                                                   instant now)
      = 0;

  virtual result<archive_counts> count() = 0;

  /// A reply reached WhatsApp, or never will.
  virtual result<void> forget_reply(const customer_key& who, const std::string& out_id) = 0;

  /// Drops what nobody will ask for any more.
  virtual result<void> expire(instant now) = 0;

  // -- which Redis holds what is here ---

  virtual result<std::string> server() = 0;
  virtual result<void> set_server(const std::string& run_id) = 0;

  // -- dead letters ---

  /// Replaces one of the same customer and message id, if that is not empty.
  virtual result<void> bury(const dead_letter& x) = 0;

  /// In the order of their ids, after this one.
  virtual result<std::vector<dead_letter>> letters(std::int64_t after, std::size_t limit) = 0;

  virtual result<std::optional<dead_letter>> letter(std::int64_t id) = 0;

  /// False if there is none.
  virtual result<bool> remove_letter(std::int64_t id) = 0;
};

} // namespace quickbooking
