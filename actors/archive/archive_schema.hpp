#pragma once

#include "actors/database/sqlite_schema.hpp"

namespace quickbooking {

/// The tables of session backups and of dead letters.
extern const sqlite_schema archive_schema;

} // namespace quickbooking
