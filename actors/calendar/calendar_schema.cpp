#include "actors/calendar/calendar_schema.hpp"

#include <array>

namespace quickbooking {

namespace {

// Instants are milliseconds since 1970, UTC. 86,400,000 is `longest_booking`.
const std::array<const char*, 2> migrations{
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

} // namespace

/// The id reads "QBKG".
const sqlite_schema calendar_schema{"calendar", "1363299143", migrations};

} // namespace quickbooking
