#include "tests/faults/booking_rows.hpp"

#include "tests/cluster/cluster_kit.hpp"

#include <sqlite3.h>

#include <memory>
#include <sstream>
#include <stdexcept>

namespace quickbooking::faults {

namespace {

struct closer {
  void operator()(sqlite3* x) const { sqlite3_close(x); }
  void operator()(sqlite3_stmt* x) const { sqlite3_finalize(x); }
};

std::string text(sqlite3_stmt* row, int column) {
  const auto* found = sqlite3_column_text(row, column);
  return found ? reinterpret_cast<const char*>(found) : "";
}

} // namespace

std::vector<booking_row> read_bookings(const std::string& file) {
  sqlite3* opened = nullptr;
  const auto failed = sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE, nullptr);
  const std::unique_ptr<sqlite3, closer> database{opened};
  sqlite3_stmt* made = nullptr;
  if (failed
      || sqlite3_prepare_v2(opened,
                            "SELECT salon_id, customer_phone, master_id, booking_code, start_ts, "
                            "end_ts FROM bookings WHERE status = 'CONFIRMED'",
                            -1, &made, nullptr))
    throw std::runtime_error{"cannot read bookings: " + std::string{sqlite3_errmsg(opened)}};
  const std::unique_ptr<sqlite3_stmt, closer> rows{made};
  std::vector<booking_row> all;
  while (sqlite3_step(made) == SQLITE_ROW)
    all.push_back({text(made, 0), text(made, 1), text(made, 2), text(made, 3),
                   sqlite3_column_int64(made, 4), sqlite3_column_int64(made, 5)});
  return all;
}

std::vector<booking_row> read_shared_bookings(const std::string& database) {
  std::istringstream lines{shared_postgres().sql(
      database, "SELECT salon_id, customer_phone, master_id, booking_code, "
                "extract(epoch FROM start_ts)::bigint, extract(epoch FROM end_ts)::bigint "
                "FROM quickbooking.bookings WHERE status = 'CONFIRMED'")};
  std::vector<booking_row> all;
  booking_row x;
  for (std::string start, end;
       std::getline(lines, x.salon, '|') && std::getline(lines, x.phone, '|')
       && std::getline(lines, x.master, '|') && std::getline(lines, x.code, '|')
       && std::getline(lines, start, '|') && std::getline(lines, end);
       all.push_back(x)) {
    x.start = std::stoll(start);
    x.end = std::stoll(end);
  }
  return all;
}

} // namespace quickbooking::faults
