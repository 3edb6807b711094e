#pragma once

#include <quickbooking/export.hpp>

#include <caf/meta/type_name.hpp>
#include <caf/timespan.hpp>
#include <caf/timestamp.hpp>

#include <cstdint>
#include <string>
#include <vector>

/// @file
/// The messages that pass between a host program and the booking service. All of them are plain
/// values that CAF can carry to another process; docs/messages.md lists who sends which to whom.
/// Texts are UTF-8, instants are UTC, times of a day are the salon's.

namespace quickbooking {

// -- a customer's turn ---

/// How the reply to a turn travels.
enum class reply_route : std::uint8_t {
  answer = 1, ///< in the `customer_answer` only
  sender      ///< also to WhatsApp, or to the host's `message_sender`
};

/// Whatever the customer wrote. Answered with a `customer_answer`.
struct customer_text {
  std::string customer;     ///< phone as people write it, or WhatsApp's business-scoped user id
  std::string salon_id;     ///< as in the catalog
  std::string text;         ///< at most 4,096 UTF-16 units
  std::string message_id{}; ///< takes effect once within 24 hours; empty: is never a repetition
  std::string language{};   ///< en, ru, es, pt, he; empty: that of the conversation
  reply_route route = reply_route::answer;
};

/// A button or list row of a reply that the customer tapped. Answered with a `customer_answer`.
struct customer_tap {
  std::string customer;
  std::string button_id;    ///< from the reply; at most 256 bytes
  std::string message_id{}; ///< as above
  std::string language{};   ///< as above
  std::string salon_id{};   ///< empty: the conversation's salon, or the one that the button names
  reply_route route = reply_route::answer;
};

/// What became of a turn.
enum class turn_outcome : std::uint8_t {
  handled = 1,
  duplicate,  ///< the message id took effect before; the reply is only there if it is still known
  refused,    ///< nothing happened: `error_code` and `error_message` say what is wrong
  overloaded, ///< nothing happened: too much is under way. Try again
  dead_letter ///< it ended its session three times and was put aside
};

/// Where the state stands that came of a turn.
enum class storage : std::uint8_t {
  redis = 1, ///< or whatever else holds the sessions
  archive,   ///< on this node's disk, to be written to Redis once that is possible
  memory     ///< nowhere else
};

/// What a turn led to, and what the customer is told.
struct customer_answer {
  turn_outcome outcome = turn_outcome::handled;
  storage kept = storage::redis;
  bool degraded = false;     ///< the node says that it goes on without Redis
  std::string message_type;  ///< interactive_card, text, booking_confirmed, error; or empty
  std::string payload;       ///< JSON object in the form of `/v1`'s answers; empty without a reply
  std::string session_id;    ///< opaque
  std::string language;      ///< in which the reply is
  std::string intent;        ///< JSON object: what was understood so far
  std::string error_code;    ///< with `refused`: a stable snake_case word
  std::string error_message; ///< with `refused`: for a person
};

// -- sessions ---

/// Asks for a session as it stands. Answered with a `session_record`.
struct session_query {
  std::string customer;
};

/// Deletes a session; message ids of 24 hours stay known. Answered with a `session_record` that
/// tells whether there was one.
struct session_removal {
  std::string customer;
};

/// A session, or that there is none.
struct session_record {
  bool available = true; ///< false: it cannot be looked at now. Try again
  bool found = false;
  bool durable = true;  ///< false: newer in memory than in Redis
  std::string snapshot; ///< JSON as it stands in Redis
  caf::timespan ttl{};  ///< until it expires
};

/// Asks for the counts of all sessions. Answered with `session_statistics`.
struct statistics_query {};

/// What a `statistics_query` is answered with.
struct session_statistics {
  bool available = true;          ///< false: Redis cannot be asked now; only the last two are known
  std::int64_t total = 0;         ///< stored sessions
  std::int64_t without_ttl = 0;   ///< of these, those that never expire
  double average_ttl_seconds = 0; ///< of the others
  std::int64_t in_memory = 0;     ///< of this node
  std::int64_t turns = 0;         ///< of this node, under way
};

// -- events ---

/// A turn took effect. Sent at most once by the node that handled it, after the state was kept.
struct transition_event {
  std::string customer;
  std::string salon_id;
  std::string session_id;
  std::string message_id;
  std::string language;
  std::string state;        ///< of the conversation from now on, as in the snapshot
  std::string message_type; ///< of the reply
  std::int64_t revision = 0;
  storage kept = storage::redis;
  caf::timestamp at{};
};

/// A customer has a booking. Sent as a `transition_event` is, before it.
struct booking_event {
  std::string salon_id;
  std::string customer;
  std::string customer_name;
  std::string booking_id;
  std::string booking_code; ///< what the customer was told
  std::string service_id;
  std::string master_id;
  caf::timestamp start{};
  caf::timestamp end{};
  caf::timestamp at{}; ///< when it was booked
};

/// How the service is.
enum class health_state : std::uint8_t {
  ok = 1,
  degraded ///< conversations go on without Redis
};

/// The state changed, or, as an answer to a `health_query`, is this.
struct health_event {
  health_state state = health_state::ok;
  std::string reason; ///< of the last change
  caf::timestamp since{};
  std::int64_t dirty_sessions = 0; ///< newer in memory than in Redis
};

/// Asks for the health of now. Answered with a `health_event`.
struct health_query {};

// -- to the host's calendar ---

/// Asks for a salon's bookings that start at `since` or later. Answered with a `booking_list`.
struct bookings_query {
  std::string salon_id;
  caf::timestamp since{};
};

/// Time of a master that is not free.
struct calendar_entry {
  std::string booking_id; ///< unique within the salon
  std::string booking_code;
  std::string customer; ///< may be empty
  std::string service_id;
  std::string master_id;
  caf::timestamp start{};
  caf::timestamp end{}; ///< half-open, at most 24 hours after `start`
};

/// All of a salon's bookings that were asked for, of whatever program.
struct booking_list {
  std::vector<calendar_entry> entries;
};

/// "Book this." The same key always means the same booking: a repetition is answered with
/// `already_booked` and the booking's id and code. Answered with a `booking_result`.
struct booking_order {
  std::string idempotency_key;
  std::string salon_id;
  std::string customer;
  std::string customer_name;
  std::string service_id;
  std::string service_name;
  std::string master_id;
  std::string master_name;
  std::int64_t price = 0; ///< minor units of the salon's currency
  caf::timestamp start{};
  caf::timestamp end{};
};

/// What the calendar did with an order.
enum class booking_verdict : std::uint8_t {
  booked = 1,
  already_booked, ///< by the same customer with the same key
  taken,
  in_the_past,
  unavailable ///< nothing was booked: the customer is told to try again
};

/// What a `booking_order` is answered with.
struct booking_result {
  booking_verdict verdict = booking_verdict::unavailable;
  std::string booking_id{};   ///< with booked and already_booked; at most 64 bytes
  std::string booking_code{}; ///< likewise; what the customer is told; at most 32 bytes
};

/// Puts a customer on the waitlist, once for each service, master and date. Answered with a
/// `waitlist_result`.
struct waitlist_order {
  std::string salon_id;
  std::string customer;
  std::string service_id;
  std::string master_id; ///< empty: any
  std::string date;      ///< `YYYY-MM-DD`; empty: any
  std::string time;      ///< `HH:MM`; empty: any
};

/// What the calendar did with a `waitlist_order`.
enum class waitlist_verdict : std::uint8_t { joined = 1, already_on_it, unavailable };

/// What a `waitlist_order` is answered with.
struct waitlist_result {
  waitlist_verdict verdict = waitlist_verdict::unavailable;
};

// -- to the host's sender ---

/// A reply for a customer. Answered with a `send_result`. One customer's messages come one at a
/// time and in order; after a crash one may come again, under the same `out_id`.
struct outgoing_message {
  std::string phone_number_id; ///< of the salon, as in the catalog
  std::string customer;        ///< digits without `+`, or the business-scoped user id
  std::string out_id;          ///< unique to the reply
  std::string body;            ///< JSON: what WhatsApp's Cloud API takes as `/messages`
};

/// What became of a reply.
enum class send_verdict : std::uint8_t {
  accepted = 1,
  try_later, ///< nothing was sent: it is tried again, seconds to minutes later
  rejected   ///< it never will be accepted: the reply is given up and counted
};

/// What an `outgoing_message` is answered with.
struct send_result {
  send_verdict verdict = send_verdict::accepted;
  std::string reason{}; ///< for the log
};

// -- words ---

/// @name Words
/// @{

/// The enumerator's name, as in the enumeration; `unknown` for a value that is none of them, which
/// another process may have sent.
QUICKBOOKING_EXPORT std::string to_string(reply_route x);
QUICKBOOKING_EXPORT std::string to_string(turn_outcome x);
QUICKBOOKING_EXPORT std::string to_string(storage x);
QUICKBOOKING_EXPORT std::string to_string(health_state x);
QUICKBOOKING_EXPORT std::string to_string(booking_verdict x);
QUICKBOOKING_EXPORT std::string to_string(waitlist_verdict x);
QUICKBOOKING_EXPORT std::string to_string(send_verdict x);

/// @}

// -- for CAF ---

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, customer_text& x) {
  return f(caf::meta::type_name("customer_text"), x.customer, x.salon_id, x.text, x.message_id,
           x.language, x.route);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, customer_tap& x) {
  return f(caf::meta::type_name("customer_tap"), x.customer, x.button_id, x.message_id, x.language,
           x.salon_id, x.route);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, customer_answer& x) {
  return f(caf::meta::type_name("customer_answer"), x.outcome, x.kept, x.degraded, x.message_type,
           x.payload, x.session_id, x.language, x.intent, x.error_code, x.error_message);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, session_query& x) {
  return f(caf::meta::type_name("session_query"), x.customer);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, session_removal& x) {
  return f(caf::meta::type_name("session_removal"), x.customer);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, session_record& x) {
  return f(caf::meta::type_name("session_record"), x.available, x.found, x.durable, x.snapshot,
           x.ttl);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, statistics_query&) {
  return f(caf::meta::type_name("statistics_query"));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, session_statistics& x) {
  return f(caf::meta::type_name("session_statistics"), x.available, x.total, x.without_ttl,
           x.average_ttl_seconds, x.in_memory, x.turns);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, transition_event& x) {
  return f(caf::meta::type_name("transition_event"), x.customer, x.salon_id, x.session_id,
           x.message_id, x.language, x.state, x.message_type, x.revision, x.kept, x.at);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, booking_event& x) {
  return f(caf::meta::type_name("booking_event"), x.salon_id, x.customer, x.customer_name,
           x.booking_id, x.booking_code, x.service_id, x.master_id, x.start, x.end, x.at);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, health_event& x) {
  return f(caf::meta::type_name("health_event"), x.state, x.reason, x.since, x.dirty_sessions);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, health_query&) {
  return f(caf::meta::type_name("health_query"));
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, bookings_query& x) {
  return f(caf::meta::type_name("bookings_query"), x.salon_id, x.since);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, calendar_entry& x) {
  return f(caf::meta::type_name("calendar_entry"), x.booking_id, x.booking_code, x.customer,
           x.service_id, x.master_id, x.start, x.end);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, booking_list& x) {
  return f(caf::meta::type_name("booking_list"), x.entries);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, booking_order& x) {
  return f(caf::meta::type_name("booking_order"), x.idempotency_key, x.salon_id, x.customer,
           x.customer_name, x.service_id, x.service_name, x.master_id, x.master_name, x.price,
           x.start, x.end);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, booking_result& x) {
  return f(caf::meta::type_name("booking_result"), x.verdict, x.booking_id, x.booking_code);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, waitlist_order& x) {
  return f(caf::meta::type_name("waitlist_order"), x.salon_id, x.customer, x.service_id,
           x.master_id, x.date, x.time);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, waitlist_result& x) {
  return f(caf::meta::type_name("waitlist_result"), x.verdict);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, outgoing_message& x) {
  return f(caf::meta::type_name("outgoing_message"), x.phone_number_id, x.customer, x.out_id,
           x.body);
}

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, send_result& x) {
  return f(caf::meta::type_name("send_result"), x.verdict, x.reason);
}

} // namespace quickbooking
