#pragma once

#include "actors/database/sqlite.hpp"

#include <cstdint>
#include <span>

namespace quickbooking {

/// What a file of ours is, and how its tables came to be.
struct sqlite_schema {
  std::string_view what;           ///< for error texts: "calendar"
  std::string_view application_id; ///< marks a file as one of these; a positive 32-bit integer

  /// The scripts that make the tables, oldest first. `PRAGMA user_version` counts those that a file
  /// has had. Never change one that was released: add another.
  std::span<const char* const> migrations;

  /// Every page of a file up to this many bytes is looked at before it is used. To read a larger
  /// one would hold up the start; damage in it is told by the call that needs the page.
  std::uint64_t checked_bytes = std::uint64_t{256} << 20;
};

/// Makes this process the only owner of the file, checks that it is sound and of this schema, and
/// brings it up to date. Commits are on the disk when they return. Errors: those of
/// `sqlite_database`; `database_foreign` for another program's file, `database_newer` for one of a
/// later version.
result<void> take_over(sqlite_database& file, const sqlite_schema& schema);

} // namespace quickbooking
