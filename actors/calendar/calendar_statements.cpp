#include "actors/calendar/calendar_statements.hpp"

#include <array>
#include <optional>

namespace quickbooking {

namespace {

std::string select_booking(std::string_view where) {
  std::string text = "SELECT id, booking_code, salon_id, customer_phone, customer_name, service,"
                     " service_id, master_id, master_name, start_ts, end_ts, status, price,"
                     " created_at FROM bookings WHERE ";
  return text.append(where);
}

constexpr std::string_view insert_booking
    = "INSERT INTO bookings (id, booking_code, salon_id, customer_phone, customer_name, service,"
      " service_id, master_id, master_name, start_ts, end_ts, status, price, created_at,"
      " idempotency_key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr std::string_view insert_wait
    = "INSERT INTO waitlist (salon_id, customer_phone, service_id, master_id, preferred_date,"
      " preferred_time, status, created_at) VALUES (?, ?, ?, ?, ?, ?, 'ACTIVE', ?)"
      " ON CONFLICT DO NOTHING";

constexpr std::string_view end_wait
    = "UPDATE waitlist SET status = 'BOOKED'"
      " WHERE salon_id = ? AND customer_phone = ? AND service_id = ? AND status = 'ACTIVE'";

} // namespace

result<calendar_statements> prepare_statements(sqlite_database& file) {
  calendar_statements all;
  std::optional<failure> wrong;
  const auto prepare = [&](sqlite_statement& into, std::string_view text) {
    if (auto prepared = file.prepare(text))
      into = std::move(*prepared);
    else if (!wrong)
      wrong = prepared.error();
  };
  prepare(all.begin, "BEGIN IMMEDIATE");
  prepare(all.commit, "COMMIT");
  prepare(all.load, select_booking("salon_id = ? AND start_ts >= ? ORDER BY start_ts, id"));
  prepare(all.find_live, select_booking("salon_id = ? AND idempotency_key = ?"
                                        " AND status IN ('CONFIRMED', 'IN_PROGRESS')"));
  prepare(all.find, select_booking("salon_id = ? AND id = ?"));
  prepare(all.insert, insert_booking);
  prepare(all.set_status, "UPDATE bookings SET status = ?3 WHERE salon_id = ?1 AND id = ?2");
  prepare(all.wait, insert_wait);
  prepare(all.end_wait, end_wait);
  if (wrong)
    return tl::make_unexpected(*wrong);
  return all;
}

booking_record read_booking(const sqlite_row& row) {
  booking_record x;
  const std::array<std::string*, 9> texts{&x.id,         &x.code,          &x.salon_id,
                                          &x.customer,   &x.customer_name, &x.service_name,
                                          &x.service_id, &x.master_id,     &x.master_name};
  int column = 0;
  for (auto* text : texts)
    *text = row.text(column++);
  x.start = from_unix_ms(row.integer(9));
  x.end = from_unix_ms(row.integer(10));
  x.status = parse_booking_status(row.text(11)).value_or(booking_status::cancelled);
  x.price = row.integer(12);
  x.created_at = from_unix_ms(row.integer(13));
  return x;
}

} // namespace quickbooking
