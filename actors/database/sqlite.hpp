#pragma once

#include "messages/failure.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quickbooking {

/// The row that a query stands on. For the time of one call.
class sqlite_row {
public:
  explicit sqlite_row(sqlite3_stmt* statement) : statement_(statement) {}

  std::string text(int column) const;
  std::int64_t integer(int column) const { return sqlite3_column_int64(statement_, column); }

private:
  sqlite3_stmt* statement_;
};

/// A prepared statement. Results are SQLite's extended codes: `SQLITE_DONE` or what went wrong.
class sqlite_statement {
public:
  sqlite_statement() = default;
  explicit sqlite_statement(sqlite3_stmt* statement) : statement_(statement) {}

  /// Runs with ?1, ?2 ... bound to the values and calls `on_row` for each row.
  template <class OnRow, class... Ts>
  int query(OnRow on_row, const Ts&... values) {
    const reset_at_end guard{statement_.get()};
    int index = 0;
    (bind(++index, values), ...);
    int code = 0;
    while ((code = sqlite3_step(statement_.get())) == SQLITE_ROW)
      on_row(sqlite_row{statement_.get()});
    return code;
  }

  template <class... Ts>
  int run(const Ts&... values) {
    return query([](const sqlite_row&) {}, values...);
  }

private:
  struct finalizer {
    void operator()(sqlite3_stmt* x) const { sqlite3_finalize(x); }
  };

  struct reset_at_end {
    sqlite3_stmt* statement;
    ~reset_at_end() { sqlite3_reset(statement); }
  };

  void bind(int index, std::string_view text);
  void bind(int index, std::int64_t value) { sqlite3_bind_int64(statement_.get(), index, value); }

  std::unique_ptr<sqlite3_stmt, finalizer> statement_;
};

/// An open database file.
class sqlite_database {
public:
  /// The path of a database that ends with its connection.
  static constexpr const char* in_memory = ":memory:";

  /// Opens the file, making it (readable by its owner only) where there is none. Errors:
  /// `database_readonly`, `database_failed`.
  static result<sqlite_database> open(const std::string& path);

  /// Runs statements without values or rows.
  result<void> execute(const std::string& sql);

  /// The first column of a query's first row; empty if there is none.
  result<std::string> value_of(std::string_view sql);

  result<sqlite_statement> prepare(std::string_view sql);

  /// Why the last call failed: `database_locked`, `database_corrupt`, `database_readonly`,
  /// `database_full` or `database_failed`, with the file's name.
  failure error() const;

  const std::string& path() const { return path_; }

  /// Rows that the last statement changed.
  int changes() const { return sqlite3_changes(handle_.get()); }

  /// Undoes an open transaction, if there is one.
  void roll_back();

private:
  struct closer {
    void operator()(sqlite3* x) const { sqlite3_close_v2(x); }
  };

  std::unique_ptr<sqlite3, closer> handle_;
  std::string path_;
};

} // namespace quickbooking
