#include "actors/database/sqlite_schema.hpp"

#include <charconv>

namespace quickbooking {

namespace {

/// No other process can then read or write the file; the lock ends with the process.
constexpr const char* lock = R"sql(
PRAGMA trusted_schema = OFF;
PRAGMA locking_mode = EXCLUSIVE;
BEGIN EXCLUSIVE;
COMMIT;
)sql";

/// FULL: a commit that was answered survives a loss of power. MEMORY: what a statement may have to
/// undo would go to a file in /var/tmp, page by page, from the first one on that changes more than
/// 16 pages.
constexpr const char* settings = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA temp_store = MEMORY;
)sql";

/// A script that moves whole tables writes them once instead of twice.
constexpr const char* no_log = "PRAGMA journal_mode = DELETE";

std::size_t to_count(const std::string& text) {
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

result<void> check_pages(sqlite_database& file, const sqlite_schema& schema) {
  const auto pages = file.value_of("PRAGMA page_count");
  const auto size = file.value_of("PRAGMA page_size");
  if (!pages || !size)
    return tl::make_unexpected(pages ? size.error() : pages.error());
  if (to_count(*pages) * to_count(*size) > schema.checked_bytes)
    return {};
  const auto said = file.value_of("PRAGMA quick_check(1)");
  if (!said)
    return tl::make_unexpected(said.error());
  if (*said != "ok")
    return fail("database_corrupt", file.path() + ": " + *said);
  return {};
}

/// A file that is neither ours nor empty belongs to somebody else.
result<void> check_owner(sqlite_database& file, const sqlite_schema& schema) {
  const auto id = file.value_of("PRAGMA application_id");
  const auto tables = file.value_of("SELECT count(*) FROM sqlite_schema");
  if (!id || !tables)
    return tl::make_unexpected(id ? tables.error() : id.error());
  if (*id != schema.application_id && (*id != "0" || *tables != "0"))
    return fail("database_foreign",
                file.path() + ": not a " + std::string{schema.what} + " of QuickBooking");
  return {};
}

result<void> apply(sqlite_database& file, const sqlite_schema& schema, std::size_t index) {
  const std::string script = schema.migrations[index];
  return file.execute("BEGIN EXCLUSIVE;\nPRAGMA application_id = "
                      + std::string{schema.application_id} + ";\n" + script
                      + "PRAGMA user_version = " + std::to_string(index + 1) + ";\nCOMMIT;");
}

result<void> migrate(sqlite_database& file, const sqlite_schema& schema) {
  const auto version = file.value_of("PRAGMA user_version");
  if (!version)
    return tl::make_unexpected(version.error());
  if (to_count(*version) > schema.migrations.size())
    return fail("database_newer", file.path() + ": has schema " + *version + ", this program knows "
                                      + std::to_string(schema.migrations.size()));
  if (to_count(*version) == schema.migrations.size())
    return {};
  if (auto ready = file.execute(no_log); !ready)
    return ready;
  for (auto i = to_count(*version); i < schema.migrations.size(); ++i)
    if (auto done = apply(file, schema, i); !done) {
      file.roll_back();
      return done;
    }
  return {};
}

} // namespace

result<void> take_over(sqlite_database& file, const sqlite_schema& schema) {
  return file.execute(lock)
      .and_then([&] { return check_owner(file, schema); })
      .and_then([&] { return check_pages(file, schema); })
      .and_then([&] { return migrate(file, schema); })
      .and_then([&] { return file.execute(settings); });
}

} // namespace quickbooking
