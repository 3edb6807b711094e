#pragma once

#include "actors/database/postgres.hpp"
#include "booking/calendar/calendar_view.hpp"
#include "booking/conversation/conversation.hpp"
#include "messages/encoding/json_writer.hpp"

#include <string>

namespace quickbooking {

// What the PostgreSQL store runs. A statement takes all that a batch wants as one JSON array, so
// that a batch costs as many round trips as a single request. Comments: what $1 and $2 are, and the
// columns that come back; `n` is the number that a request has in its batch.

/// The columns of `bookings` that `read_booking` reads.
extern const std::string select_columns;

/// Salon, since (ISO 8601). A booking.
extern const std::string load_bookings;

/// Salon, id. A booking, locked until the end of the transaction.
extern const std::string find_booking_for_update;

/// Id, status.
extern const std::string update_status;

/// Rows of `write_row`. n of those that were booked; the others are in somebody's way.
extern const std::string insert_bookings;

/// Rows of `write_question`. n, `t` if the booking has the request's key, and the live booking that
/// keeps a request from being booked: the one with its key, else one that has the time.
extern const std::string find_obstacles;

/// Rows of `write_row`. n of those who were not yet on the list.
extern const std::string insert_waits;

/// A snapshot that was returned before, since. What was committed after it: the snapshot for the
/// next question, a JSON array of salons from which bookings vanished, and a booking, absent in the
/// only row if there is none.
extern const std::string find_changes;

/// The booking in the columns from `first` on.
booking_record read_booking(const postgres_row& row, int first);

// -- $1 ---

/// One element of the array. What PostgreSQL cannot keep in a text (NUL, bytes that are not UTF-8)
/// becomes U+FFFD.
void write_row(json_writer& out, std::size_t n, const booking_record& x,
               const std::string& idempotency_key);
void write_question(json_writer& out, std::size_t n, const book_request& x);
void write_row(json_writer& out, std::size_t n, const waitlist_request& x, instant now);

/// True if a booking can be kept exactly as it is asked for, but for its names.
bool is_storable(const book_request& x);

} // namespace quickbooking
