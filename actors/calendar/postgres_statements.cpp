#include "actors/calendar/postgres_statements.hpp"

#include "messages/encoding/utf8.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

// -- statements ---

const std::string select_columns
    = " b.id, b.booking_code, b.salon_id, b.customer_phone, b.customer_name, b.service,"
      " b.service_id, b.master_id, b.master_name, (extract(epoch FROM b.start_ts) * 1000)::bigint,"
      " (extract(epoch FROM b.end_ts) * 1000)::bigint, b.status, b.price,"
      " (extract(epoch FROM b.created_at) * 1000)::bigint ";

const std::string load_bookings
    = "SELECT" + select_columns
      + "FROM bookings b WHERE b.salon_id = $1 AND b.start_ts >= $2::timestamptz"
        " ORDER BY b.start_ts, b.id";

const std::string find_booking_for_update
    = "SELECT" + select_columns + "FROM bookings b WHERE b.salon_id = $1 AND b.id = $2 FOR UPDATE";

const std::string update_status = "UPDATE bookings SET status = $2 WHERE id = $1";

/// In the order of time: two nodes that want the same slots wait for each other only one way.
const std::string insert_bookings = R"sql(
WITH wanted AS (
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS x (
    n int, id text, booking_code text, salon_id text, customer_phone text, customer_name text,
    service text, service_id text, master_id text, master_name text, start_ts timestamptz,
    end_ts timestamptz, price bigint, created_at timestamptz, idempotency_key text)),
made AS (
  INSERT INTO bookings (id, booking_code, salon_id, customer_phone, customer_name, service,
    service_id, master_id, master_name, start_ts, end_ts, status, price, created_at,
    idempotency_key)
  SELECT id, booking_code, salon_id, customer_phone, customer_name, service, service_id, master_id,
    master_name, start_ts, end_ts, 'CONFIRMED', price, created_at, idempotency_key
  FROM wanted ORDER BY salon_id, master_id, start_ts
  ON CONFLICT DO NOTHING
  RETURNING salon_id, idempotency_key, customer_phone, service_id),
ended AS (
  UPDATE waitlist w SET status = 'BOOKED' FROM made m
  WHERE w.salon_id = m.salon_id AND w.customer_phone = m.customer_phone
    AND w.service_id = m.service_id AND w.status = 'ACTIVE')
SELECT n FROM wanted JOIN made USING (salon_id, idempotency_key)
)sql";

const std::string find_obstacles = "SELECT q.n, b.has_key," + select_columns + R"sql(
FROM jsonb_to_recordset($1::jsonb) AS q (n int, salon_id text, master_id text,
  start_ts timestamptz, end_ts timestamptz, idempotency_key text)
CROSS JOIN LATERAL (
  SELECT true AS has_key, * FROM bookings
  WHERE salon_id = q.salon_id AND idempotency_key = q.idempotency_key
    AND status IN ('CONFIRMED', 'IN_PROGRESS')
  UNION ALL
  SELECT false AS has_key, * FROM bookings
  WHERE salon_id = q.salon_id AND master_id = q.master_id
    AND tstzrange(start_ts, end_ts) && tstzrange(q.start_ts, q.end_ts)
    AND status IN ('CONFIRMED', 'IN_PROGRESS')
  ORDER BY has_key DESC LIMIT 1) b
)sql";

const std::string insert_waits = R"sql(
WITH wanted AS (
  SELECT DISTINCT ON (salon_id, customer_phone, service_id, master_id, preferred_date) *
  FROM jsonb_to_recordset($1::jsonb) AS x (n int, salon_id text, customer_phone text,
    service_id text, master_id text, preferred_date text, preferred_time text,
    created_at timestamptz)
  ORDER BY salon_id, customer_phone, service_id, master_id, preferred_date, n),
made AS (
  INSERT INTO waitlist (salon_id, customer_phone, service_id, master_id, preferred_date,
    preferred_time, status, created_at)
  SELECT salon_id, customer_phone, service_id, master_id, preferred_date, preferred_time, 'ACTIVE',
    created_at
  FROM wanted ORDER BY n
  ON CONFLICT DO NOTHING
  RETURNING salon_id, customer_phone, service_id, master_id, preferred_date)
SELECT n FROM wanted
JOIN made USING (salon_id, customer_phone, service_id, master_id, preferred_date)
)sql";

const std::string find_changes = R"sql(
SELECT pg_current_snapshot()::text,
  (SELECT coalesce(jsonb_agg(salon_id), '[]') FROM removals
   WHERE NOT pg_visible_in_snapshot(changed_in, $1::pg_snapshot)),
)sql" + select_columns + R"sql(
FROM (VALUES (1)) AS always
LEFT JOIN bookings b ON b.changed_in >= pg_snapshot_xmin($1::pg_snapshot)
  AND NOT pg_visible_in_snapshot(b.changed_in, $1::pg_snapshot) AND b.start_ts >= $2::timestamptz
)sql";

// -- rows ---

booking_record read_booking(const postgres_row& row, int first) {
  booking_record x;
  const std::array<std::string*, 9> texts{&x.id,         &x.code,          &x.salon_id,
                                          &x.customer,   &x.customer_name, &x.service_name,
                                          &x.service_id, &x.master_id,     &x.master_name};
  for (auto column = first; auto* text : texts)
    *text = row.text(column++);
  x.start = from_unix_ms(row.integer(first + 9));
  x.end = from_unix_ms(row.integer(first + 10));
  x.status = parse_booking_status(row.text(first + 11)).value_or(booking_status::cancelled);
  x.price = row.integer(first + 12);
  x.created_at = from_unix_ms(row.integer(first + 13));
  return x;
}

// -- $1 ---

namespace {

bool is_kept(std::string_view text) {
  return is_utf8(text) && text.find('\0') == std::string_view::npos;
}

std::string kept(std::string text) {
  std::string out;
  for (const char c : text)
    c == '\0' ? out.append("\xEF\xBF\xBD") : out.append(1, c);
  return out;
}

/// Those that `to_iso8601` writes with four digits of a year.
bool is_kept(instant t) { return parse_iso8601(to_iso8601(t)) == t; }

} // namespace

void write_row(json_writer& out, std::size_t n, const booking_record& x,
               const std::string& idempotency_key) {
  out.begin_object()
      .member("n", n)
      .member("id", x.id)
      .member("booking_code", x.code)
      .member("salon_id", x.salon_id)
      .member("customer_phone", x.customer)
      .member("customer_name", kept(x.customer_name))
      .member("service", kept(x.service_name))
      .member("service_id", x.service_id)
      .member("master_id", x.master_id)
      .member("master_name", kept(x.master_name))
      .member("start_ts", to_iso8601(x.start))
      .member("end_ts", to_iso8601(x.end))
      .member("price", x.price)
      .member("created_at", to_iso8601(x.created_at))
      .member("idempotency_key", idempotency_key)
      .end_object();
}

void write_question(json_writer& out, std::size_t n, const book_request& x) {
  out.begin_object()
      .member("n", n)
      .member("salon_id", x.salon_id)
      .member("master_id", x.chosen.master_id)
      .member("start_ts", to_iso8601(x.start))
      .member("end_ts", to_iso8601(x.end))
      .member("idempotency_key", x.idempotency_key)
      .end_object();
}

void write_row(json_writer& out, std::size_t n, const waitlist_request& x, instant now) {
  out.begin_object()
      .member("n", n)
      .member("salon_id", kept(x.salon_id))
      .member("customer_phone", kept(x.customer))
      .member("service_id", kept(x.service_id))
      .member("master_id", kept(x.master_id))
      .member("preferred_date", x.date ? to_string(*x.date) : "")
      .member("preferred_time", x.time ? to_hhmm(*x.time) : "")
      .member("created_at", to_iso8601(now))
      .end_object();
}

bool is_storable(const book_request& x) {
  return is_kept(x.salon_id) && is_kept(x.customer) && is_kept(x.chosen.service_id)
         && is_kept(x.chosen.master_id) && is_kept(x.idempotency_key) && is_kept(x.start)
         && is_kept(x.end);
}

} // namespace quickbooking
