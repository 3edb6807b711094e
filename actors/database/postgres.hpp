#pragma once

#include "actors/cores/steady_time.hpp"
#include "messages/failure.hpp"

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Where a PostgreSQL server is and who we are there.
struct postgres_address {
  std::string url;      ///< `postgresql://user@host:port/database?sslmode=...`, without a password
  std::string password; ///< empty: none
};

/// True if a configured database is meant to be a PostgreSQL server.
bool is_postgres_url(std::string_view text);

/// Error `invalid_url` for a URL that libpq does not understand or that holds a password. The
/// message never repeats it.
result<void> check_postgres_url(const std::string& url);

/// One row of `postgres_rows`, for as long as they live. An absent value reads as empty or 0.
class postgres_row {
public:
  postgres_row(const PGresult* rows, int row) : rows_(rows), row_(row) {}

  bool is_null(int column) const { return PQgetisnull(rows_, row_, column) != 0; }
  std::string text(int column) const;
  std::int64_t integer(int column) const;

private:
  const PGresult* rows_;
  int row_;
};

/// What a statement returned.
class postgres_rows {
public:
  explicit postgres_rows(PGresult* rows = nullptr) : rows_(rows) {}

  int size() const { return PQntuples(rows_.get()); }
  postgres_row operator[](int row) const { return {rows_.get(), row}; }

private:
  struct clearer {
    void operator()(PGresult* x) const { PQclear(x); }
  };

  std::unique_ptr<PGresult, clearer> rows_;
};

/// A connection to a PostgreSQL server that may write. One thread at a time.
class postgres_connection {
public:
  /// How long one host of the URL may take to answer. libpq knows no shorter time.
  static constexpr std::chrono::seconds connect_limit{2};

  /// Blocks. Error: `database_unreachable`, also for a wrong password and for a server that only
  /// reads; the message is the server's.
  static result<postgres_connection> open(const postgres_address& where);

  /// Runs one statement with $1, $2 ... bound to the values, or any number of statements without
  /// values, and waits for the answer until `deadline`; nothing happens if that has passed. What
  /// has no answer by then may be done or not: the connection is given up, as is one to a server
  /// that only reads by now (a standby has taken its place). Errors: see `postgres_failure`,
  /// `database_slow`.
  result<postgres_rows> run(const std::string& sql, const std::vector<std::string>& values,
                            steady_time deadline);

  /// True once it is of no use any more.
  bool is_lost() const { return handle_ == nullptr; }

private:
  struct closer {
    void operator()(PGconn* x) const { PQfinish(x); }
  };

  explicit postgres_connection(PGconn* handle) : handle_(handle) {}

  bool send(const std::string& sql, const std::vector<std::string>& values);
  result<void> await_result(steady_time deadline);
  result<void> await_socket(bool unsent, steady_time deadline);
  tl::unexpected<failure> lost();

  std::unique_ptr<PGconn, closer> handle_;
};

/// Why a statement failed, by its SQLSTATE: `database_conflict` (may be tried again at once),
/// `database_locked`, `database_slow`, `database_full`, `database_busy` (too many connections),
/// `database_readonly`, `database_denied`, `database_unreachable` (the server goes down) or
/// `database_failed`. The message has no customer's data in it.
failure postgres_failure(const PGresult* rows);

} // namespace quickbooking
