#include "actors/calendar/postgres_calendar_schema.hpp"

#include <array>

namespace quickbooking {

namespace {

const std::array<const char*, 2> migrations{
    R"sql(
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- changed_in: the transaction that wrote the row last, for nodes to ask what is new to them.
CREATE TABLE quickbooking.bookings (
  id              text        NOT NULL PRIMARY KEY,
  booking_code    text        NOT NULL,
  salon_id        text        NOT NULL CHECK (salon_id <> ''),
  customer_phone  text        NOT NULL CHECK (customer_phone <> ''),
  customer_name   text        NOT NULL,
  service         text        NOT NULL,
  service_id      text        NOT NULL CHECK (service_id <> ''),
  master_id       text        NOT NULL CHECK (master_id <> ''),
  master_name     text        NOT NULL,
  start_ts        timestamptz NOT NULL,
  end_ts          timestamptz NOT NULL,
  status          text        NOT NULL
    CHECK (status IN ('CONFIRMED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED', 'NO_SHOW')),
  price           bigint      NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  idempotency_key text        NOT NULL CHECK (idempotency_key <> ''),
  changed_in      xid8        NOT NULL DEFAULT pg_current_xact_id(),
  CHECK (start_ts < end_ts AND end_ts - start_ts <= interval '24 hours'),
  CONSTRAINT bookings_slot EXCLUDE USING gist
    (salon_id WITH =, master_id WITH =, tstzrange(start_ts, end_ts) WITH &&)
    WHERE (status IN ('CONFIRMED', 'IN_PROGRESS'))
);

CREATE UNIQUE INDEX bookings_code ON quickbooking.bookings (salon_id, booking_code);
CREATE UNIQUE INDEX bookings_live_key ON quickbooking.bookings (salon_id, idempotency_key)
  WHERE status IN ('CONFIRMED', 'IN_PROGRESS');
CREATE INDEX bookings_start ON quickbooking.bookings (salon_id, start_ts);
CREATE INDEX bookings_changed ON quickbooking.bookings (changed_in);

CREATE FUNCTION quickbooking.stamp_booking() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.changed_in := pg_current_xact_id();
  RETURN NEW;
END $$;

CREATE TRIGGER bookings_stamp BEFORE INSERT OR UPDATE ON quickbooking.bookings
  FOR EACH ROW EXECUTE FUNCTION quickbooking.stamp_booking();

-- Salons that lost a booking, or from which one was moved: what a node knows of them is too much.
CREATE TABLE quickbooking.removals (
  salon_id   text NOT NULL PRIMARY KEY,
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);

CREATE FUNCTION quickbooking.note_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO quickbooking.removals (salon_id) VALUES (OLD.salon_id)
    ON CONFLICT (salon_id) DO UPDATE SET changed_in = EXCLUDED.changed_in;
  RETURN NULL;
END $$;

CREATE TRIGGER bookings_removal
  AFTER DELETE OR UPDATE OF id, salon_id, start_ts ON quickbooking.bookings
  FOR EACH ROW EXECUTE FUNCTION quickbooking.note_removal();
)sql",
    R"sql(
-- First come, first served by id. An empty master or date means any.
CREATE TABLE quickbooking.waitlist (
  id             bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  salon_id       text        NOT NULL,
  customer_phone text        NOT NULL,
  service_id     text        NOT NULL,
  master_id      text        NOT NULL,
  preferred_date text        NOT NULL,
  preferred_time text        NOT NULL,
  status         text        NOT NULL CHECK (status IN ('ACTIVE', 'BOOKED', 'LEFT')),
  created_at     timestamptz NOT NULL
);

CREATE UNIQUE INDEX waitlist_active ON quickbooking.waitlist
  (salon_id, customer_phone, service_id, master_id, preferred_date) WHERE status = 'ACTIVE';
)sql"};

} // namespace

const postgres_schema postgres_calendar_schema{migrations};

} // namespace quickbooking
