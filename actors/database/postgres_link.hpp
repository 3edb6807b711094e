#pragma once

#include "actors/cores/steady_time.hpp"
#include "actors/database/postgres.hpp"

#include <cstdint>
#include <functional>
#include <optional>

namespace quickbooking {

/// A connection that is made again where it was lost; after a failed try not before a back-off, so
/// that whoever asks meanwhile need not wait. One thread at a time.
class postgres_link {
public:
  /// `jitter` gives numbers in [0, 1).
  postgres_link(postgres_address where, std::function<double()> jitter)
      : where_(std::move(where)),
        jitter_(std::move(jitter)) {}

  /// The connection, usable. Blocks while it is made. Error: `database_unreachable`.
  result<postgres_connection*> connection();

  /// How often there was a new connection. Between two of them anything may have happened to the
  /// data: the server may be another one now.
  std::uint64_t connections() const { return connections_; }

private:
  result<void> connect();
  result<postgres_connection> open() const;

  postgres_address where_;
  std::function<double()> jitter_;
  std::optional<postgres_connection> open_;
  std::uint64_t connections_ = 0;
  int failures_ = 0; ///< in a row
  steady_time next_try_;
  failure why_;
};

} // namespace quickbooking
