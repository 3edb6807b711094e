#include "actors/calendar/postgres_store.hpp"

#include "actors/calendar/booking_rounds.hpp"
#include "actors/calendar/postgres_booking.hpp"
#include "actors/calendar/postgres_calendar_schema.hpp"
#include "actors/calendar/postgres_statements.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

/// What waits for the calendar is refused after 4 s, and sessions wait for 5: a call is over
/// before.
constexpr std::chrono::seconds call_limit{3};

constexpr std::chrono::milliseconds rollback_limit{500};

/// How often a transaction is tried that PostgreSQL has chosen to end a deadlock.
constexpr int transaction_attempts = 3;

/// Bookings of what seems to be the future: in a copy that was restored elsewhere transactions are
/// counted anew.
constexpr const char* restamp = R"sql(
UPDATE bookings SET changed_in = DEFAULT
WHERE changed_in >= pg_snapshot_xmax(pg_current_snapshot())
)sql";

steady_time in_time() { return steady_time::clock::now() + call_limit; }

postgres_link make_link(postgres_address where, const random_source& random) {
  return {std::move(where), [random] { return static_cast<double>(random() % 1024) / 1024; }};
}

} // namespace

// -- opening ---

postgres_store::postgres_store(postgres_address where, random_source random)
    : random_(std::move(random)),
      link_(make_link(std::move(where), random_)) {}

result<std::unique_ptr<calendar_store>> postgres_store::open(postgres_address where,
                                                             random_source random) {
  std::unique_ptr<postgres_store> opened{new postgres_store{std::move(where), std::move(random)}};
  if (const auto prepared = opened->prepare(); !prepared)
    return tl::make_unexpected(prepared.error());
  return opened;
}

/// What is committed from here on comes with `changes`; what was before, with `load`.
result<void> postgres_store::prepare() {
  auto database = link_.connection();
  if (!database)
    return tl::make_unexpected(database.error());
  if (auto taken = take_over(**database, postgres_calendar_schema); !taken)
    return taken;
  if (const auto done = query(restamp, {}); !done)
    return tl::make_unexpected(done.error());
  return follow_from_here();
}

result<void> postgres_store::follow_from_here() {
  const auto now = query("SELECT pg_current_snapshot()::text", {});
  if (!now)
    return tl::make_unexpected(now.error());
  seen_ = (*now)[0].text(0);
  seen_through_ = link_.connections();
  return {};
}

// -- reading ---

result<postgres_rows> postgres_store::query(const std::string& sql,
                                            const std::vector<std::string>& values) {
  return link_.connection().and_then(
      [&](postgres_connection* database) { return database->run(sql, values, in_time()); });
}

result<std::vector<booking_record>> postgres_store::load(std::string_view salon_id, instant since) {
  const auto rows = query(load_bookings, {std::string{salon_id}, to_iso8601(since)});
  if (!rows)
    return tl::make_unexpected(rows.error());
  std::vector<booking_record> found;
  for (int i = 0; i < rows->size(); ++i)
    found.push_back(read_booking((*rows)[i], 0));
  return found;
}

/// Another connection may be to another server, which lacks what the one before had.
result<calendar_changes> postgres_store::changes(instant since) {
  if (const auto connected = link_.connection(); !connected)
    return tl::make_unexpected(connected.error());
  if (seen_through_ != link_.connections())
    return follow_from_here().map([] { return calendar_changes{{}, {}, true}; });
  const auto rows = query(find_changes, {seen_, to_iso8601(since)});
  if (!rows)
    return tl::make_unexpected(rows.error());
  calendar_changes told;
  seen_ = (*rows)[0].text(0);
  for (const auto& salon : nlohmann::json::parse((*rows)[0].text(1)))
    told.salons.push_back(salon.get<std::string>());
  for (int i = 0; i < rows->size(); ++i)
    if (!(*rows)[i].is_null(2))
      told.bookings.push_back(read_booking((*rows)[i], 2));
  return told;
}

// -- writing ---

template <class Answer, class Work>
result<Answer> postgres_store::in_transaction(steady_time deadline, Work work) {
  auto done = attempt<Answer>(work, deadline);
  const auto is_deadlock = [&] { return !done && done.error().code == "database_conflict"; };
  for (int i = 1; i < transaction_attempts && is_deadlock(); ++i)
    done = attempt<Answer>(work, deadline);
  return done;
}

/// A COMMIT of its own: a server that stood still and gets a batch when its time is over undoes it.
template <class Answer, class Work>
result<Answer> postgres_store::attempt(Work work, steady_time deadline) {
  const auto database = begin(deadline);
  if (!database)
    return tl::make_unexpected(database.error());
  auto done = work(**database, deadline);
  if (done)
    if (const auto committed = (*database)->run("COMMIT", {}, deadline); !committed)
      done = tl::make_unexpected(committed.error());
  if (!done)
    (*database)->run("ROLLBACK", {}, steady_time::clock::now() + rollback_limit);
  return done;
}

/// A connection may have been lost since it was used last: then a new one is made.
result<postgres_connection*> postgres_store::begin(steady_time deadline) {
  const auto begin_on = [deadline](postgres_connection* database) {
    return database->run("BEGIN", {}, deadline).map([database](const auto&) { return database; });
  };
  auto begun = link_.connection().and_then(begin_on);
  if (!begun && begun.error().code == "database_unreachable")
    begun = link_.connection().and_then(begin_on);
  return begun;
}

result<std::vector<booking_answer>> postgres_store::book(const std::vector<book_request>& batch,
                                                         instant now) {
  const auto deadline = in_time();
  auto done = book_together(batch, now, deadline);
  if (done || done.error().code != "database_locked" || batch.size() == 1)
    return done;
  return book_singly(batch, now, deadline);
}

result<postgres_store::answers>
postgres_store::book_together(const std::vector<book_request>& batch, instant now,
                              steady_time deadline) {
  return in_transaction<answers>(deadline, [&](postgres_connection& database, steady_time end) {
    return postgres_booking{database, batch, now, random_, end}.run();
  });
}

/// Somebody's transaction holds what one of them wants and does not end: the others shall not wait
/// for it.
postgres_store::answers postgres_store::book_singly(const std::vector<book_request>& batch,
                                                    instant now, steady_time deadline) {
  answers all;
  std::vector<const book_request*> failed;
  for (const auto& x : batch) {
    const auto has_failed = [&x](const auto* other) { return exclude_each_other(*other, x); };
    all.push_back({booking_outcome::kind::unavailable, nullptr});
    if (std::ranges::any_of(failed, has_failed))
      continue;
    if (auto done = book_together({x}, now, deadline))
      all.back() = std::move(done->front());
    else
      failed.push_back(&x);
  }
  return all;
}

result<std::vector<waitlist_outcome>>
postgres_store::join_waitlist(const std::vector<waitlist_request>& batch, instant now) {
  using kind = waitlist_outcome::kind;
  std::string rows;
  json_writer out{rows};
  out.begin_array();
  for (std::size_t n = 0; n < batch.size(); ++n)
    write_row(out, n, batch[n], now);
  out.end_array();
  const auto insert = [&](postgres_connection& database, steady_time deadline) {
    return database.run(insert_waits, {rows}, deadline);
  };
  const auto joined = in_transaction<postgres_rows>(in_time(), insert);
  if (!joined)
    return tl::make_unexpected(joined.error());
  std::vector<waitlist_outcome> answers(batch.size(), {kind::already_on_it});
  for (int i = 0; i < joined->size(); ++i)
    answers.at(static_cast<std::size_t>((*joined)[i].integer(0))).what = kind::joined;
  return answers;
}

// -- status ---

namespace {

result<booking_record> move_on(postgres_connection& database, steady_time deadline,
                               const std::string& salon_id, const std::string& booking_id,
                               booking_status status) {
  const auto rows = database.run(find_booking_for_update, {salon_id, booking_id}, deadline);
  if (!rows)
    return tl::make_unexpected(rows.error());
  if (rows->size() == 0)
    return fail("unknown_booking", "no booking " + booking_id);
  auto found = read_booking((*rows)[0], 0);
  if (!may_become(found.status, status))
    return fail("status_refused", std::string{to_string(found.status)} + " cannot become "
                                      + std::string{to_string(status)});
  found.status = status;
  return database.run(update_status, {booking_id, std::string{to_string(status)}}, deadline)
      .map([&](const auto&) { return found; });
}

} // namespace

result<booking_record> postgres_store::set_status(std::string_view salon_id,
                                                  std::string_view booking_id,
                                                  booking_status status) {
  const auto work = [&](postgres_connection& database, steady_time deadline) {
    return move_on(database, deadline, std::string{salon_id}, std::string{booking_id}, status);
  };
  return in_transaction<booking_record>(in_time(), work);
}

} // namespace quickbooking
