#pragma once

#include "actors/database/sqlite_schema.hpp"

namespace quickbooking {

/// The tables of bookings and of the waitlist.
extern const sqlite_schema calendar_schema;

} // namespace quickbooking
