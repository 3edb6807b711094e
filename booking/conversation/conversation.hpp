#pragma once

#include "booking/calendar/calendar_view.hpp"
#include "booking/catalog/salon.hpp"
#include "booking/reading/reader.hpp"
#include "messages/inbound.hpp"
#include "messages/session/session.hpp"

#include <optional>
#include <string>
#include <variant>

namespace quickbooking {

// The conversation: (session, event, world) -> (session, effects). No clock, no I/O, no randomness.

/// What a decision may look at.
struct world {
  const salon& where;
  const calendar_view& calendar;
  const reader& understand;
  instant now;
};

// -- effects that need an answer ---

/// "Book this": answered with a `booking_outcome`.
struct book_request {
  std::string idempotency_key; ///< same customer, salon, service, master and start: same key
  std::string salon_id;
  customer_key customer;
  std::string customer_name;
  slot chosen;
  instant start;
  instant end;
};

/// "Put the customer on the waitlist": answered with a `waitlist_outcome`.
struct waitlist_request {
  std::string salon_id;
  customer_key customer;
  std::string service_id;
  std::string master_id; ///< empty: any
  std::optional<std::chrono::year_month_day> date;
  std::optional<std::chrono::minutes> time;
};

// -- events ---

struct booking_outcome {
  enum class kind { booked, already_booked, taken, in_the_past, unavailable };
  kind what;
  std::string booking_id;   ///< with booked, already_booked
  std::string booking_code; ///< with booked, already_booked
};

struct waitlist_outcome {
  enum class kind { joined, already_on_it, unavailable };
  kind what;
};

/// A customer's turn, or the answer to an effect of the turn before.
using event = std::variant<inbound_message, booking_outcome, waitlist_outcome>;

/// What happens next. Exactly one of `answer`, `book` and `wait` is set.
struct decision {
  session next;
  std::optional<reply> answer;
  std::optional<book_request> book;
  std::optional<waitlist_request> wait;
  bool finished = false; ///< the conversation is over: its snapshot is deleted (after a booking)
};

/// A fresh conversation of this customer at this salon. `session_id` is opaque, made by the caller.
/// `spoken` is the language of an earlier conversation there: for a message that does not tell.
session new_session(std::string session_id, const inbound_message& first, const salon& where,
                    instant now, language spoken = language::en);

/// Decides one step. `current` must be of `where` (the caller starts a new session where the salon
/// changed). Total: any event in any state gives a decision, and every answer leads on (P8). While
/// `current.state` is `booking`, outcomes are expected; a message in that state (after a crash)
/// repeats the booking request.
decision decide(session current, const event& what, const world& in);

/// The language of this turn: parameter, else the session's, else detected on a first text, else
/// that of an earlier conversation, else English (design.md section 5). `current` may be empty but
/// for that earlier language.
language language_of(const session& current, const inbound_message& message, const salon& where);

} // namespace quickbooking
