#pragma once

#include "actors/calendar/booking_code.hpp"
#include "actors/calendar/calendar_store.hpp"
#include "actors/database/postgres.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

namespace quickbooking {

/// Books one batch, within a transaction that its user begins and ends. Everything that can be
/// booked is inserted by one statement; a second one tells of the rest who is in the way.
class postgres_booking {
public:
  postgres_booking(postgres_connection& database, const std::vector<book_request>& batch,
                   instant now, const random_source& random, steady_time deadline);

  /// Once. An answer for each request; errors: those of `postgres_connection::run`.
  result<std::vector<booking_answer>> run();

private:
  result<void> one_round();
  result<void> insert(const std::map<std::size_t, booking_ptr>& made);
  result<void> look_for_obstacles();
  std::map<std::size_t, booking_ptr> make_records() const;
  void obstacle(std::size_t n, bool has_key, booking_ptr found);
  void answer(std::size_t n, booking_outcome::kind what, booking_ptr record = nullptr,
              booking_ptr in_the_way = nullptr);
  std::vector<std::size_t> open() const;

  postgres_connection& database_;
  const std::vector<book_request>& batch_;
  instant now_;
  const random_source& random_;
  steady_time deadline_;
  std::vector<std::optional<booking_answer>> answers_;
};

} // namespace quickbooking
