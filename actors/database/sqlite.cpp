#include "actors/database/sqlite.hpp"

#include <fcntl.h>
#include <unistd.h>

namespace quickbooking {

namespace {

const char* failure_code(int sqlite_code) {
  switch (sqlite_code & 0xff) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return "database_locked";
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return "database_corrupt";
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return "database_readonly";
  case SQLITE_FULL:
    return "database_full";
  default:
    return "database_failed";
  }
}

/// SQLite would make a file that everybody may read; it holds customers' phones.
void create_private(const std::string& path) {
  const int file = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0)
    ::close(file);
}

} // namespace

// -- statements ---

std::string sqlite_row::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
  return bytes == nullptr ? std::string{} : std::string{static_cast<const char*>(bytes), size};
}

/// The text must live until the statement has run.
void sqlite_statement::bind(int index, std::string_view text) {
  const char* bytes = text.data() == nullptr ? "" : text.data();
  sqlite3_bind_text64(statement_.get(), index, bytes, text.size(), nullptr, SQLITE_UTF8);
}

// -- database ---

result<sqlite_database> sqlite_database::open(const std::string& path) {
  if (path != in_memory)
    create_private(path);
  sqlite_database opened;
  opened.path_ = path;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  opened.handle_.reset(handle);
  if (code != SQLITE_OK)
    return tl::make_unexpected(opened.error());
  if (sqlite3_db_readonly(handle, "main") != 0)
    return fail("database_readonly", path + ": no permission to write");
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  return opened;
}

result<void> sqlite_database::execute(const std::string& sql) {
  if (sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    return tl::make_unexpected(error());
  return {};
}

result<std::string> sqlite_database::value_of(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement)
    return tl::make_unexpected(statement.error());
  std::string value;
  if (statement->query([&value](const sqlite_row& row) { value = row.text(0); }) != SQLITE_DONE)
    return tl::make_unexpected(error());
  return value;
}

result<sqlite_statement> sqlite_database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const auto size = static_cast<int>(sql.size());
  if (sqlite3_prepare_v3(handle_.get(), sql.data(), size, SQLITE_PREPARE_PERSISTENT, &statement,
                         nullptr)
      != SQLITE_OK)
    return tl::make_unexpected(error());
  return sqlite_statement{statement};
}

failure sqlite_database::error() const {
  const std::string code = failure_code(sqlite3_extended_errcode(handle_.get()));
  const std::string hint = code == "database_locked" ? " (another process has it open)" : "";
  return {code, path_ + ": " + sqlite3_errmsg(handle_.get()) + hint};
}

void sqlite_database::roll_back() {
  if (sqlite3_get_autocommit(handle_.get()) == 0)
    sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace quickbooking
