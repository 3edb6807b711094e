#pragma once

#include "actors/cores/send_order.hpp"
#include "actors/cores/steady_time.hpp"
#include "booking/calendar/calendar_view.hpp"
#include "booking/conversation/conversation.hpp"
#include "messages/dead_letter.hpp"
#include "messages/inbound.hpp"
#include "messages/reply/told_reply.hpp"
#include "messages/session/saved_session.hpp"
#include "messages/session/session_backup.hpp"
#include "net/graph/graph_client.hpp"
#include "net/http/http_server.hpp"
#include "net/redis/cluster_view.hpp"
#include "net/redis/due_commands.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/message.hpp>
#include <caf/type_id.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// The messages between the actors of one node. They stay in the process, hence no serialisation.

namespace quickbooking {

/// Asks the calendar actor for a salon's calendar; answered with a `calendar_view_ptr`, never null.
struct read_calendar {
  std::string salon_id;
};

/// To a calendar whose store may have been changed by others: look at this salon again.
struct reload_calendar {
  std::string salon_id;
};

// -- turns: inbound_message -> turn_result ---

/// What became of a customer's turn.
struct turn_result {
  enum class kind {
    handled,
    duplicate,  ///< the message id took effect before; `answer` only if its reply is still known
    refused,    ///< nothing happened: `why` says what is wrong with the request
    overloaded, ///< nothing happened: too much is under way; try again
    dead_letter ///< it ended its session three times and was put aside
  };
  enum class place {
    store,   ///< in Redis
    archive, ///< on this node's disk, to be written to Redis once that is possible
    memory   ///< nowhere else
  };
  kind what = kind::handled;
  place kept = place::store; ///< where the state stands that came of it
  bool degraded = false;     ///< the node says that it goes on without Redis
  std::optional<told_reply> answer;
  std::string session_id;
  language lang = language::en;
  intent wanted;
  failure why; ///< with `refused`
};

/// Of a turn that nobody can take now.
inline turn_result overloaded_turn() {
  turn_result out;
  out.what = turn_result::kind::overloaded;
  return out;
}

/// A turn for a session actor, which tells its supervisor the end of it as a `turn_done` with the
/// same ticket.
struct turn_order {
  std::uint64_t ticket = 0;
  inbound_message message;
};

struct turn_done {
  std::uint64_t ticket = 0;
  customer_key customer;
  turn_result result;
};

/// To the event board's listener: a turn took effect.
struct turn_told {
  customer_key customer;
  std::string salon_id;
  std::string session_id;
  std::string message_id;
  language lang = language::en;
  conversation_state state = conversation_state::initial;
  std::string message_type; ///< of the reply
  std::uint64_t revision = 0;
  turn_result::place kept = turn_result::place::store;
  instant at;

  /// What the turn booked, if it did.
  std::optional<book_request> booked;
  booking_outcome outcome{booking_outcome::kind::unavailable, {}, {}};
};

/// Asks for a session as it stands; answered with a `session_info`.
struct read_session {
  customer_key customer;
};

/// Deletes a session; answered with a `session_info` that tells whether there was one.
struct clear_session {
  customer_key customer;
};

struct session_info {
  bool available = true; ///< false: the store cannot be asked now
  bool found = false;
  std::string snapshot; ///< JSON
  std::chrono::milliseconds ttl{0};
  bool durable = true; ///< false: not (yet) in the store
};

/// Brings a session back that an operator kept; answered with a `restore_end`.
struct restore_session {
  customer_key customer;
  saved_session what; ///< its snapshot is readable
};

/// What became of that.
enum class restore_end {
  restored,   ///< durable
  newer_here, ///< something of the customer is there that is not older, or cannot be read
  expired,    ///< the customer's last activity is too long ago
  unavailable ///< the store cannot be asked now
};

/// Asks the session's owner to send a reply again that was due when its last owner went; answered
/// with `false` if it is not due any more, with an error if the store cannot be asked now.
struct resend_due {
  customer_key customer;
  std::string out_id;
};

/// From a session to the one that started it: memory and store agree again; it may be released.
struct session_settled {
  customer_key customer;
};

/// To a session: nobody has written for a while; take less memory.
struct rest_session {};

/// Asks the session supervisor to say (with `true`) when no turn is under way.
struct finish_turns {};

// -- the session store: served by the store supervisor ---

/// Answered with a `load_reply` within `limit` from `asked` on, at once while the breaker is open.
struct load_order {
  customer_key customer;
  std::chrono::milliseconds limit;
  steady_time asked = std::chrono::steady_clock::now();
};

struct load_reply {
  bool available = false;
  stored_state found;
};

/// Answered with a `write_reply` likewise.
struct write_order {
  customer_key customer;
  session_write_ptr what;
  std::chrono::milliseconds limit;
  steady_time asked = std::chrono::steady_clock::now();
};

struct write_reply {
  bool available = false; ///< false: the outcome is unknown or nothing was sent
  write_outcome outcome = write_outcome::written;
  bool degraded = false; ///< the node says that it goes on without Redis
};

/// One Redis command that begins with a key, or a script, all of whose keys are in one hash slot,
/// or a `SCAN`; answered with a `command_reply`.
struct command_order {
  std::vector<std::string> args;
};

struct command_reply {
  bool available = false;
  redis_value value;
};

/// Asks for due replies to be looked at by now; answered with a `due_found`. In a cluster each
/// order looks further through the slots.
struct find_due {
  instant now;
  std::size_t most = 0;         ///< of an index
  std::vector<hash_slot> slots; ///< set by the store cluster for one of its shards
};

struct due_found {
  bool available = false;
  std::vector<due_entry> entries;
};

/// A session holds something that the store has not; it is sent `flush_session` once the store is
/// back.
struct session_dirty {
  customer_key customer;
  caf::actor owner;
};

/// It does not any more.
struct session_clean {
  customer_key customer;
};

/// Write what is dirty, please.
struct flush_session {};

/// To the store: tell this actor with a `store_returned` each time that Redis can be used again,
/// and with a `store_replaced` when it may have lost what it held, and once at first, since the one
/// who watched before may have missed it.
struct watch_store {
  caf::actor watcher;
};

/// To the store: tell this actor with a `store_changed` when its health may be another one, and
/// once at first.
struct watch_health {
  caf::actor watcher;
};

struct store_changed {};

/// To the event board's listener: whose health it may ask for.
struct use_store {
  caf::actor store;
};

struct store_returned {
  std::string run_id; ///< tells servers and their restarts apart; empty: this one does not say
};

/// Another Redis server answers than before: it was restarted, or another one took its place; or
/// the store was started anew and cannot tell. What is in memory is written once more.
struct store_replaced {
  slot_set_ptr slots; ///< of the sessions that it concerns; null: of all
};

/// Answered with a `store_health`.
struct get_store_health {};

// -- in a Redis Cluster: between the store cluster and the store supervisor of each shard ---

/// This master and these slots are yours from now on; with no slot, end.
struct serve_slots {
  cluster_node master;
  slot_set_ptr slots;
};

/// This shard is used, or is not used any more.
struct shard_changed {
  bool is_degraded = false;
};

/// A server named another one for a slot than we thought.
struct topology_doubted {};

/// To the due replies' customers: this reply reached WhatsApp, or never will, and the store does
/// not know that it was due.
struct reply_ended {
  customer_key customer;
  std::string out_id;
};

// -- the archive: what is kept on this node's own disk ---

/// Answered with `true` once it is on the disk, with `false` if that cannot be had now. A backup of
/// what the store has is written some time later and not answered.
struct back_up {
  session_backup what;
};

/// Answered with a `backup_reply`.
struct find_backup {
  customer_key customer;
};

struct backup_reply {
  bool available = false; ///< false: the archive cannot be asked now
  std::optional<session_backup> found;
  std::optional<session_backup> copy; ///< of what another node had
};

/// Take this session into memory: the archive holds something of it that the store has not.
struct wake_session {
  customer_key customer;
  bool has_copy = false; ///< of what another node had: to be looked at though it is in memory
};

/// To the archive: from now on whom to ask for sessions.
struct start_restoring {
  caf::actor router;
};

/// Answered with `true` once it is on the disk.
struct bury_letter {
  dead_letter what;
};

/// Asks for a page of dead letters; answered with a `directory_reply`.
struct list_letters {
  std::int64_t after = 0; ///< an id
  std::size_t limit = 100;
};

/// Answered with a `letter_reply`.
struct read_letter {
  std::int64_t id = 0;
};

/// Answered with a `letter_reply` without the letter's content.
struct remove_letter {
  std::int64_t id = 0;
};

struct letter_reply {
  bool available = false; ///< false: the archive cannot be asked now
  bool found = false;
  dead_letter what;
};

struct store_health {
  std::string state;  ///< `ok` or `degraded`
  std::string reason; ///< of the last change
  instant since;
  std::size_t dirty_sessions = 0;
};

// -- the front door ---

/// A request of the HTTP server, and where its answer goes.
struct http_call {
  http_request request;
  http_responder respond;
};

/// Asks the session directory for a page of active sessions; answered with a `directory_reply`.
struct list_sessions {
  std::string cursor; ///< of the page before; empty: the first
  std::size_t limit = 100;
  bool with_snapshots = false; ///< with all that a backup needs of each
};

/// Asks it to go through all sessions and count them.
struct get_statistics {};

/// Asks it to delete sessions that never expire though nobody used them for `session_ttl`.
struct clear_expired {};

struct directory_reply {
  bool available = false;
  std::string body; ///< JSON
};

// -- nodes, as operators see them ---

/// Asks the session supervisor; answered with `session_counts`.
struct count_sessions {};

struct session_counts {
  std::size_t in_memory = 0;
  std::size_t turns = 0; ///< under way
};

/// Asks a node how it is; answered with a `node_report`.
struct read_node {};

/// Tells a node to leave the ring and to stay up, or to join it again; answered with a
/// `node_report`, as it is then.
struct drain_node {
  bool undo = false;
};

struct node_report {
  std::string name; ///< empty without a cluster
  std::string version;
  bool is_draining = false; ///< out of the ring because it was told so
  std::chrono::seconds uptime{0};
  session_counts sessions;
  store_health redis;
};

using operator_question = std::variant<read_node, drain_node>;

/// To the node desk: ask or tell this node, which may be the own one; answered with a
/// `node_answer`.
struct node_order {
  std::string node;
  operator_question what;
};

struct node_answer {
  enum class kind {
    found,
    no_answer,  ///< there is no link to it, or it took too long
    unknown,    ///< neither the ring nor the registry has such a node
    no_cluster, ///< it is alone
    last_node   ///< it was not drained: nobody else takes customers
  };
  kind what = kind::found;
  node_report report; ///< with `no_answer` its name only
  bool in_ring = false;
};

/// Asks the node desk for all nodes; answered with a `directory_reply`.
struct list_nodes {};

// -- supervision ---

/// To a part's supervisor: say this to the part, and to each that takes its place.
struct introduction {
  caf::message what;
};

// -- a sender in the place of WhatsApp ---

/// Where the answer to a message goes that somebody else sends.
struct sender_answer {
  std::function<void(graph_http_answer)> done; ///< any thread
};

// -- inside an actor ---

/// What a callback on the loop's thread wants to have done by the actor that it belongs to.
struct continuation {
  std::function<void()> run;
};

/// Time has passed.
struct tick_now {};

} // namespace quickbooking

// clang-format off
#define QUICKBOOKING_MESSAGES(apply) \
  apply(inbound_message) apply(book_request) apply(booking_outcome) apply(waitlist_request) \
  apply(waitlist_outcome) apply(calendar_view_ptr) apply(send_order) apply(send_report) \
  apply(read_calendar) apply(turn_result) apply(read_session) apply(clear_session) \
  apply(session_info) apply(session_settled) apply(load_order) apply(load_reply) \
  apply(write_order) apply(write_reply) apply(command_order) apply(command_reply) \
  apply(session_dirty) apply(session_clean) apply(flush_session) apply(get_store_health) \
  apply(store_health) apply(turn_order) apply(turn_done) apply(continuation) \
  apply(tick_now) apply(http_call) apply(list_sessions) apply(get_statistics) \
  apply(clear_expired) apply(directory_reply) apply(finish_turns) apply(resend_due) \
  apply(watch_store) apply(store_replaced) apply(store_returned) apply(reply_ended) \
  apply(back_up) apply(find_backup) apply(backup_reply) apply(wake_session) \
  apply(start_restoring) apply(bury_letter) apply(list_letters) apply(read_letter) \
  apply(remove_letter) apply(letter_reply) apply(introduction) apply(rest_session) \
  apply(find_due) apply(due_found) apply(serve_slots) apply(shard_changed) \
  apply(topology_doubted) apply(restore_session) apply(restore_end) \
  apply(turn_told) apply(watch_health) apply(store_changed) apply(use_store) apply(sender_answer) apply(reload_calendar) \
  apply(count_sessions) apply(session_counts) apply(read_node) apply(drain_node) \
  apply(node_report) apply(node_order) apply(node_answer) apply(list_nodes)

#define QUICKBOOKING_TYPE_ID(type) CAF_ADD_TYPE_ID(quickbooking, (quickbooking::type))
#define QUICKBOOKING_LOCAL(type) CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::type)

CAF_BEGIN_TYPE_ID_BLOCK(quickbooking, caf::first_custom_type_id + 1000)
  QUICKBOOKING_MESSAGES(QUICKBOOKING_TYPE_ID)
CAF_END_TYPE_ID_BLOCK(quickbooking)

QUICKBOOKING_MESSAGES(QUICKBOOKING_LOCAL)
// clang-format on
