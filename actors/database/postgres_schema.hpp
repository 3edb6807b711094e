#pragma once

#include "actors/database/postgres.hpp"

#include <span>

namespace quickbooking {

/// Our tables in a PostgreSQL database, and how they came to be. They stand in the schema
/// `quickbooking`, beside what others keep in that database.
struct postgres_schema {
  /// The scripts that make the tables, oldest first; each is one transaction. The table
  /// `schema_version` counts those that the database has had. Never change one that was released:
  /// add another.
  std::span<const char* const> migrations;
};

/// Brings the database up to date. Of several nodes that do so at once one does the work, the
/// others wait. Errors: those of `postgres_connection`; `database_foreign` if somebody else's
/// tables have our schema's name, `database_newer` for tables of a later version.
result<void> take_over(postgres_connection& database, const postgres_schema& schema);

} // namespace quickbooking
