#pragma once

#include "actors/database/postgres_schema.hpp"

namespace quickbooking {

/// The tables of bookings and of the waitlist, in PostgreSQL.
extern const postgres_schema postgres_calendar_schema;

} // namespace quickbooking
