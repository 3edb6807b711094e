#pragma once

#include "actors/calendar/postgres_store.hpp"
#include "tests/actors/calendar/store_fixture.hpp"
#include "tests/support/private_postgres.hpp"

namespace quickbooking {

/// One server for all tests of a suite that do it no harm.
inline private_postgres& common_server() {
  static private_postgres server;
  return server;
}

/// An empty database of the test's own, and the stores of the nodes that share it.
class shared_database {
public:
  explicit shared_database(private_postgres& server = common_server())
      : server_(server),
        name_(server.add_database()) {}

  postgres_address address() const { return {server_.url(name_), private_postgres::password}; }

  std::unique_ptr<calendar_store> open(random_source random = system_random()) const {
    return must(postgres_store::open(address(), std::move(random)));
  }

  /// What the salon's other programs do; the answer's values are parted by `|`.
  std::string sql(const std::string& text) const { return server_.sql(name_, text); }

private:
  private_postgres& server_;
  std::string name_;
};

} // namespace quickbooking
