#pragma once

#include "actors/database/sqlite.hpp"
#include "booking/calendar/calendar_view.hpp"

namespace quickbooking {

/// What the store runs, prepared once. Comments: the values that each takes.
struct calendar_statements {
  sqlite_statement begin;
  sqlite_statement commit;
  sqlite_statement load;       ///< salon, since
  sqlite_statement find_live;  ///< salon, idempotency key
  sqlite_statement find;       ///< salon, id
  sqlite_statement insert;     ///< the columns of `bookings`
  sqlite_statement set_status; ///< salon, id, status
  sqlite_statement wait;       ///< the columns of `waitlist` but id and status
  sqlite_statement end_wait;   ///< salon, customer, service
};

result<calendar_statements> prepare_statements(sqlite_database& file);

/// The booking in a row of `load`, `find_live` and `find`.
booking_record read_booking(const sqlite_row& row);

} // namespace quickbooking
