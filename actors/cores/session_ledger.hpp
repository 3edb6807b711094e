#pragma once

#include "actors/cores/dedupe_ring.hpp"
#include "messages/reply/told_reply.hpp"
#include "messages/session/folded_session.hpp"
#include "messages/session/session_backup.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quickbooking {

/// What a session's owner knows of its snapshot: the conversation as it stands, what the store is
/// believed to hold, and what it still has to be told. Decides nothing about the conversation and
/// does no I/O.
///
/// A transition is `prepare`d as a write and then, by the write's fate, `settle`d (durable),
/// `keep`t (in memory only: the ledger is dirty until a later `flush` is durable) or dropped by
/// calling neither.
class session_ledger {
public:
  /// `owner_epoch` must differ from that of every other owner that ever had this customer
  /// (design.md, P5); < 2^53. Snapshots are written with `pack_above`.
  session_ledger(customer_key customer, std::uint64_t owner_epoch, std::size_t pack_above = 0);

  // -- what stands ---

  const session& current() const { return current_.get(); }

  /// Nobody needs the conversation for a while: it takes a tenth of its memory until it is looked
  /// at again.
  void rest();

  /// The customer's last activity, as far as it is known.
  instant used_at() const { return used_at_; }

  /// Nothing of the store is known yet.
  bool is_cold() const { return knowledge_ == knowledge::none; }

  /// The store could not be read when it was needed; what it holds is not known.
  bool is_memory_only() const { return knowledge_ == knowledge::memory_only; }

  /// Something in memory is not in the store.
  bool is_dirty() const { return dirty_; }

  bool was_handled(std::string_view message_id) const;

  /// All message ids that took effect, as far as they are remembered; oldest first.
  std::vector<std::string> handled_ids() const { return handled_.ids(); }

  /// The session that was read had no language and was given `en`.
  bool was_migrated() const { return migrated_; }

  /// Forgets a conversation that was neither read nor used for `session_ttl`; version and handled
  /// ids stay. True if there was one.
  bool expire(instant now);

  // -- the store's side ---

  /// Takes over what the store holds. For a dirty ledger, whichever is newer wins: the higher
  /// revision if this owner had read the store before, else the later activity. Returns false if
  /// that was not what is in memory.
  bool adopt(const stored_state& found, instant now);

  /// Goes on from memory: the store could not be read.
  void go_on_without_store();

  /// Takes over what the archive holds, if that is newer than what the store is known to have: by
  /// the revision if one owner wrote both, else by the customer's last activity. Its message ids
  /// are handled in any case. Returns false if it is not newer.
  bool recall(const session_backup& saved);

  /// What is to be kept beside the store while it has not got all of this.
  session_backup backup() const;

  /// A reply that is due, and that the store has not been told of.
  bool has_due(std::string_view out_id) const;

  /// It need not be sent any more.
  void forget_due(std::string_view out_id);

  /// The store may have lost what it held: what is here is to be written once more. False if there
  /// is nothing to write.
  bool doubt_store();

  // -- transitions ---

  struct transition {
    session next;           ///< `answered` is what the message gets for an answer, if anything
    bool finished = false;  ///< the session is deleted, a receipt stays
    std::string message_id; ///< may be empty
    std::string sent_from;  ///< the business number that sends the answer; empty: nobody sends it
    std::optional<told_reply> told{}; ///< `answered` as JSON, if that was written already
  };

  /// The write that makes it durable. Stamps the version into `next`; of a finished conversation it
  /// leaves what the receipt needs.
  session_write prepare(transition& what) const;

  /// The write was acknowledged.
  void settle(transition what);

  /// The write was not acknowledged: the conversation goes on from memory.
  void keep(transition what);

  /// Whether the write took effect is not known, and its transition was dropped: no other one may
  /// have its version, for it would count as the same.
  void pass_over(const fence& version);

  /// The transition that brings back a conversation which an operator kept, with the message ids
  /// that it had handled; takes over what the store holds now. Nothing if memory or store has
  /// something of the customer that the store has not got, that was used later, or that nobody can
  /// read.
  std::optional<transition> bring_back(const stored_state& found, session kept,
                                       const std::vector<std::string>& handled, instant now);

  /// What is to be written now to make memory durable; the TTL counts from the customer's last
  /// activity. Nothing if not dirty.
  std::optional<session_write> flush(instant now) const;

  /// That write was acknowledged.
  void flushed();

private:
  enum class knowledge { none, memory_only, read };

  void apply(transition&& what);
  fence next_version() const;
  session_write write_of(const session& x, bool finished, std::string_view answer = {}) const;
  bool memory_is_newer(const session& stored, const std::vector<std::string>& handled_there,
                       knowledge knew) const;
  bool is_newer(const session_backup& saved) const;
  bool learn(const session_backup& saved);

  customer_key customer_;
  std::uint64_t epoch_;
  std::size_t pack_above_;
  knowledge knowledge_ = knowledge::none;
  folded_session current_;
  folded_session receipt_;                    // of the conversation that just finished
  std::variant<std::string, fence> expected_; // what the store's value begins with, or its header
  instant used_at_;                           // read from the store, or changed
  bool legacy_key_ = false;                   // the store's value is under the old service's key
  bool dirty_ = false;
  bool finished_ = false; // the last transition ended the conversation
  bool migrated_ = false;
  dedupe_ring handled_{max_handled_ids};
  std::vector<std::string> unwritten_handled_;
  std::vector<due_reply> unwritten_due_;
};

} // namespace quickbooking
