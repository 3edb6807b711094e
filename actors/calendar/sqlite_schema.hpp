#pragma once

#include "actors/calendar/sqlite.hpp"

#include <array>

namespace quickbooking {

/// The scripts that make the schema, oldest first. `PRAGMA user_version` counts those that a file
/// has had. Never change one that was released: add another.
extern const std::array<const char*, 2> calendar_migrations;

/// Makes this process the only owner of the file, checks that it is sound and a calendar of ours,
/// and brings its schema up to date. Errors: those of `sqlite_database`; `calendar_foreign` for
/// another program's file, `calendar_newer` for one of a later version.
result<void> take_over(sqlite_database& file);

} // namespace quickbooking
