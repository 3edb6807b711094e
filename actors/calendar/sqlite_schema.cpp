#include "actors/calendar/sqlite_schema.hpp"

#include <charconv>

namespace quickbooking {

// Instants are milliseconds since 1970, UTC. 86,400,000 is `longest_booking`.
const std::array<const char*, 2> calendar_migrations{
    R"sql(
CREATE TABLE bookings (
  id              TEXT    NOT NULL PRIMARY KEY,
  booking_code    TEXT    NOT NULL,
  salon_id        TEXT    NOT NULL CHECK (salon_id <> ''),
  customer_phone  TEXT    NOT NULL CHECK (customer_phone <> ''),
  customer_name   TEXT    NOT NULL,
  service         TEXT    NOT NULL,
  service_id      TEXT    NOT NULL CHECK (service_id <> ''),
  master_id       TEXT    NOT NULL CHECK (master_id <> ''),
  master_name     TEXT    NOT NULL,
  start_ts        INTEGER NOT NULL,
  end_ts          INTEGER NOT NULL,
  status          TEXT    NOT NULL
    CHECK (status IN ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
  price           INTEGER NOT NULL,
  created_at      INTEGER NOT NULL,
  idempotency_key TEXT    NOT NULL CHECK (idempotency_key <> ''),
  CHECK (start_ts < end_ts AND end_ts - start_ts <= 86400000)
) STRICT;

CREATE UNIQUE INDEX bookings_code ON bookings (salon_id, booking_code);
CREATE UNIQUE INDEX bookings_live_key ON bookings (salon_id, idempotency_key)
  WHERE status IN ('CONFIRMED', 'IN_PROGRESS');
CREATE INDEX bookings_start ON bookings (salon_id, start_ts);
CREATE INDEX bookings_master ON bookings (salon_id, master_id, start_ts);

-- A repeat of the same booking is left to bookings_live_key, so that it reads as a repeat.
CREATE TRIGGER bookings_insert BEFORE INSERT ON bookings
WHEN NEW.status IN ('CONFIRMED', 'IN_PROGRESS')
BEGIN
  SELECT RAISE (ABORT, 'slot_taken') WHERE EXISTS (
    SELECT 1 FROM bookings
    WHERE salon_id = NEW.salon_id AND master_id = NEW.master_id
      AND start_ts < NEW.end_ts AND start_ts > NEW.start_ts - 86400000 AND end_ts > NEW.start_ts
      AND status IN ('CONFIRMED', 'IN_PROGRESS') AND idempotency_key <> NEW.idempotency_key);
END;

CREATE TRIGGER bookings_update
BEFORE UPDATE OF salon_id, master_id, start_ts, end_ts, status ON bookings
WHEN NEW.status IN ('CONFIRMED', 'IN_PROGRESS')
BEGIN
  SELECT RAISE (ABORT, 'slot_taken') WHERE EXISTS (
    SELECT 1 FROM bookings
    WHERE salon_id = NEW.salon_id AND master_id = NEW.master_id AND id <> NEW.id
      AND start_ts < NEW.end_ts AND start_ts > NEW.start_ts - 86400000 AND end_ts > NEW.start_ts
      AND status IN ('CONFIRMED', 'IN_PROGRESS') AND idempotency_key <> NEW.idempotency_key);
END;
)sql",
    R"sql(
-- First come, first served by id. An empty master or date means any.
CREATE TABLE waitlist (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  salon_id       TEXT    NOT NULL,
  customer_phone TEXT    NOT NULL,
  service_id     TEXT    NOT NULL,
  master_id      TEXT    NOT NULL,
  preferred_date TEXT    NOT NULL,
  preferred_time TEXT    NOT NULL,
  status         TEXT    NOT NULL CHECK (status IN ('ACTIVE', 'BOOKED', 'LEFT')),
  created_at     INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX waitlist_active
  ON waitlist (salon_id, customer_phone, service_id, master_id, preferred_date)
  WHERE status = 'ACTIVE';
)sql"};

namespace {

/// "QBKG": marks a file as a calendar of ours.
constexpr const char* application_id = "1363299143";

/// No other process can then read or write the file; the lock ends with the process.
constexpr const char* lock = R"sql(
PRAGMA trusted_schema = OFF;
PRAGMA locking_mode = EXCLUSIVE;
BEGIN EXCLUSIVE;
COMMIT;
)sql";

/// FULL: a commit that was answered survives a loss of power.
constexpr const char* settings = R"sql(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
)sql";

std::size_t to_count(const std::string& text) {
  std::size_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

result<void> check_pages(sqlite_database& file) {
  const auto said = file.value_of("PRAGMA quick_check(1)");
  if (!said)
    return tl::make_unexpected(said.error());
  if (*said != "ok")
    return fail("calendar_corrupt", file.path() + ": " + *said);
  return {};
}

/// A file that is neither ours nor empty belongs to somebody else.
result<void> check_owner(sqlite_database& file) {
  const auto id = file.value_of("PRAGMA application_id");
  const auto tables = file.value_of("SELECT count(*) FROM sqlite_schema");
  if (!id || !tables)
    return tl::make_unexpected(id ? tables.error() : id.error());
  if (*id != application_id && (*id != "0" || *tables != "0"))
    return fail("calendar_foreign", file.path() + ": another program's database");
  return {};
}

result<void> apply(sqlite_database& file, std::size_t index) {
  const std::string script = calendar_migrations.at(index);
  return file.execute("BEGIN EXCLUSIVE;\nPRAGMA application_id = " + std::string{application_id}
                      + ";\n" + script + "PRAGMA user_version = " + std::to_string(index + 1)
                      + ";\nCOMMIT;");
}

result<void> migrate(sqlite_database& file) {
  const auto version = file.value_of("PRAGMA user_version");
  if (!version)
    return tl::make_unexpected(version.error());
  if (to_count(*version) > calendar_migrations.size())
    return fail("calendar_newer", file.path() + ": has schema " + *version + ", this program knows "
                                      + std::to_string(calendar_migrations.size()));
  for (auto i = to_count(*version); i < calendar_migrations.size(); ++i)
    if (auto done = apply(file, i); !done) {
      file.roll_back();
      return done;
    }
  return {};
}

} // namespace

result<void> take_over(sqlite_database& file) {
  return file.execute(lock)
      .and_then([&] { return check_owner(file); })
      .and_then([&] { return check_pages(file); })
      .and_then([&] { return file.execute(settings); })
      .and_then([&] { return migrate(file); });
}

} // namespace quickbooking
