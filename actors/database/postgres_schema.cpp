#include "actors/database/postgres_schema.hpp"

#include <optional>

namespace quickbooking {

namespace {

/// For a step that may have to wait for another node's.
constexpr std::chrono::seconds step_limit{60};

constexpr const char* look = R"sql(
SELECT count(*), count(*) FILTER (WHERE relname = 'schema_version')
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE nspname = 'quickbooking'
)sql";

/// The number reads "QBKG".
constexpr const char* begin = R"sql(
BEGIN;
SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SELECT pg_advisory_xact_lock(1363299143);
)sql";

constexpr const char* first_step = R"sql(
CREATE SCHEMA IF NOT EXISTS quickbooking;
CREATE TABLE quickbooking.schema_version (version integer NOT NULL);
INSERT INTO quickbooking.schema_version VALUES (0);
)sql";

result<postgres_rows> run(postgres_connection& database, const std::string& sql) {
  return database.run(sql, {}, steady_time::clock::now() + step_limit);
}

/// How many migrations the database has had; nothing if it has none of our tables.
result<std::optional<std::size_t>> read_version(postgres_connection& database) {
  const auto found = run(database, look);
  if (!found)
    return tl::make_unexpected(found.error());
  const auto tables = (*found)[0].integer(0);
  if (tables > 0 && (*found)[0].integer(1) == 0)
    return fail("database_foreign",
                "PostgreSQL: the schema quickbooking holds tables that are not ours");
  if (tables == 0)
    return std::nullopt;
  const auto version = run(database, "SELECT max(version) FROM quickbooking.schema_version");
  if (!version)
    return tl::make_unexpected(version.error());
  return static_cast<std::size_t>((*version)[0].integer(0));
}

result<std::size_t> check_version(std::size_t version, const postgres_schema& schema) {
  if (version > schema.migrations.size())
    return fail("database_newer", "PostgreSQL: has schema " + std::to_string(version)
                                      + ", this program knows "
                                      + std::to_string(schema.migrations.size()));
  return version;
}

/// The next step, unless another node was faster. Within a transaction that holds the lock.
result<void> step(postgres_connection& database, const postgres_schema& schema) {
  const auto version = read_version(database);
  if (!version)
    return tl::make_unexpected(version.error());
  const auto done = version->value_or(0);
  if (done >= schema.migrations.size())
    return {};
  const auto script
      = std::string{version->has_value() ? "" : first_step} + schema.migrations[done]
        + ";UPDATE quickbooking.schema_version SET version = " + std::to_string(done + 1);
  return run(database, script).map([](const auto&) {});
}

result<void> migrate(postgres_connection& database, const postgres_schema& schema) {
  const auto done = run(database, begin)
                        .and_then([&](const auto&) { return step(database, schema); })
                        .and_then([&] { return run(database, "COMMIT"); });
  if (done)
    return {};
  run(database, "ROLLBACK");
  return tl::make_unexpected(done.error());
}

} // namespace

result<void> take_over(postgres_connection& database, const postgres_schema& schema) {
  for (;;) {
    const auto version = read_version(database).and_then(
        [&](const auto& x) { return check_version(x.value_or(0), schema); });
    if (!version)
      return tl::make_unexpected(version.error());
    if (*version == schema.migrations.size())
      return {};
    if (auto done = migrate(database, schema); !done)
      return done;
  }
}

} // namespace quickbooking
