#pragma once

#include "actors/cores/session_ledger.hpp"
#include "actors/node_context.hpp"
#include "actors/protocol.hpp"
#include "booking/conversation/conversation.hpp"

#include <caf/event_based_actor.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <vector>

namespace quickbooking {

/// Whom a session talks to.
struct session_links {
  caf::actor supervisor; ///< gets `turn_done` and `session_settled`
  caf::actor store;
  caf::actor archive;
  caf::actor calendar;
  caf::actor outbox; ///< may be null: nothing is sent to WhatsApp
};

/// The booking session of one customer: takes turns one at a time and in order (P1), by awaiting
/// every answer that a turn needs before it looks at the next message. Load, decide, write, answer;
/// the rules are in `decide` and `session_ledger`.
///
/// Turns are in session_actor.cpp; what concerns store and archive, and what is asked besides
/// turns, is in files of its own. Handles `turn_order`, `flush_session`, `wake_session`,
/// `resend_due`, `reply_ended`, `read_session`, `clear_session` and `restore_session`.
///
/// A reply that is due and was another owner's is held for two seconds, and those that follow it:
/// it may have been sent, and WhatsApp may be about to say so, to whichever node.
class session_actor : public caf::event_based_actor {
public:
  session_actor(caf::actor_config& cfg, context_ptr context, session_links links,
                customer_key customer);

  caf::behavior make_behavior() override;

  const char* name() const override { return "quickbooking.session"; }

private:
  /// The turn under way. The behaviour awaits, so there is never more than one.
  struct turn {
    std::uint64_t ticket = 0;
    inbound_message message;
    const salon* where = nullptr;
    session state; ///< after the steps so far
    std::chrono::steady_clock::time_point started;
    std::chrono::milliseconds store_budget; ///< what is left of the wait for the store
    session_ledger::transition next;        ///< what is on its way to the store
    session_write_ptr write;                ///< the same as the store takes it
    turn_result result;
    std::unique_ptr<turn_told> told; ///< null: nobody wants to know
    int conflicts = 0;
    bool migrates = false; ///< the session had no language until now
  };

  /// A reply that waits for word of what was due before us, and stays behind it.
  struct held_reply {
    due_reply what;
    bool may_have_come; ///< whoever had it before us may have sent it
  };

  /// What was due when another owner went. Hardly any session has any.
  struct inherited_replies {
    std::vector<held_reply> held; ///< in their order
    std::set<std::string> resent; ///< ids of those that were given to the outbox
  };

  /// What hardly any session is ever told: handlers for it in all of them would take a tenth of
  /// their memory.
  caf::behavior rare_orders();
  caf::result<caf::message> take_rare_order(caf::message order);

  // -- a turn, step by step ---
  void begin(turn_order& order);
  void admit();
  void answer_duplicate();
  void answer_without_salon();
  void consult_calendar();
  void step(const event& what);
  void book(const book_request& request);
  void join_waitlist(const waitlist_request& request);
  void commit(decision what);
  void written(const write_reply& reply);
  void settle();
  void note_result();
  void keep(bool degraded);
  void complete(turn_result::place kept);
  void tell_listener(turn_result::place kept);
  void refuse(failure why);
  void finish();

  // -- store and archive ---
  using after_load = std::function<void(bool available)>;
  using after_write = std::function<void(const write_reply&)>;
  void load(after_load next);
  void adopt(const stored_state& found);
  void recall(std::function<void()> next);
  void recalled(const session_backup& saved);
  void take_copy(const session_backup& saved);
  void look_at_copy();
  void wake(bool has_copy);
  void write(session_write_ptr what, after_write next);
  void flush();
  void flush_written(const write_reply& reply);
  void write_again();
  void mark_dirty();
  void mark_clean();
  session_backup complete_ids(session_backup x);
  bool is_backed_up() const { return context_->archive != nullptr; }

  // -- replies that are due ---
  void hold(const due_reply& what);
  inherited_replies& inherited();
  held_reply* find_held(const std::string& out_id);
  bool holds_replies() const { return inherited_ && !inherited_->held.empty(); }
  bool was_resent(const std::string& out_id) const;
  void forget_held(const std::string& out_id);
  void send_held();
  void send_held_that_are_due(const load_reply& reply);
  void deliver_again(const due_reply& what);
  void resend(const std::string& out_id, caf::response_promise to);

  // -- reading, clearing and bringing back ---
  void describe(caf::response_promise to);
  void clear(caf::response_promise to);
  void write_migrated();
  void restore(saved_session what, caf::response_promise to);
  void restore_over(const stored_state& found, const saved_session& what, caf::response_promise to);
  restore_end restored(session_ledger::transition what, const session_write& order,
                       const write_reply& reply);

  const salon* salon_of(const inbound_message& message) const;
  void deliver(const due_reply& what);
  std::string new_id(std::string_view prefix);

  context_ptr context_;
  session_links links_;
  customer_key customer_;
  session_ledger ledger_;
  std::unique_ptr<turn> turn_;                          ///< null between turns
  turn_result::place kept_ = turn_result::place::store; ///< of the last turn
  bool degraded_ = false; ///< the node said so in the last turn that the store did not take
  bool archive_knows_ids_ = false;               ///< those that were handled before we came
  bool told_dirty_ = false;                      ///< the store has us on its list
  std::unique_ptr<inherited_replies> inherited_; ///< null: nothing was due
};

} // namespace quickbooking
