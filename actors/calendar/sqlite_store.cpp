#include "actors/calendar/sqlite_store.hpp"

#include "actors/calendar/calendar_schema.hpp"

#include <utility>

namespace quickbooking {

namespace {

bool is_refused(int code) { return (code & 0xff) == SQLITE_CONSTRAINT; }

/// The log is copied into the database when it has 4,000 pages, 16 MiB, four times as many as
/// SQLite would let it have: the bookings behind that wait for it.
constexpr const char* checkpoints = "PRAGMA wal_autocheckpoint = 4000";

booking_answer answer_without_record(booking_outcome::kind what) { return {what, nullptr}; }

} // namespace

// -- opening ---

sqlite_store::sqlite_store(sqlite_database file, calendar_statements prepared, random_source random)
    : file_(std::move(file)),
      prepared_(std::move(prepared)),
      random_(std::move(random)) {}

result<std::unique_ptr<calendar_store>> sqlite_store::open(const std::string& path,
                                                           random_source random) {
  auto file = sqlite_database::open(path);
  if (!file)
    return tl::make_unexpected(file.error());
  if (const auto taken = take_over(*file, calendar_schema); !taken)
    return tl::make_unexpected(taken.error());
  if (const auto set = file->execute(checkpoints); !set)
    return tl::make_unexpected(set.error());
  auto prepared = prepare_statements(*file);
  if (!prepared)
    return tl::make_unexpected(prepared.error());
  return std::unique_ptr<calendar_store>{
      new sqlite_store{std::move(*file), std::move(*prepared), std::move(random)}};
}

// -- reading ---

result<std::vector<booking_record>> sqlite_store::load(std::string_view salon_id, instant since) {
  std::vector<booking_record> found;
  const auto append = [&found](const sqlite_row& row) { found.push_back(read_booking(row)); };
  if (prepared_.load.query(append, salon_id, to_unix_ms(since)) != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  return found;
}

// -- writing ---

template <class Answer, class Request, class AnswerOne>
result<std::vector<Answer>> sqlite_store::in_transaction(const std::vector<Request>& batch,
                                                         AnswerOne answer_one) {
  if (prepared_.begin.run() != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  std::vector<Answer> answers;
  answers.reserve(batch.size());
  for (const auto& request : batch) {
    auto answer = answer_one(request);
    if (!answer) {
      file_.roll_back();
      return tl::make_unexpected(answer.error());
    }
    answers.push_back(std::move(*answer));
  }
  if (prepared_.commit.run() == SQLITE_DONE)
    return answers;
  const auto why = file_.error();
  file_.roll_back();
  return tl::make_unexpected(why);
}

result<std::vector<booking_answer>> sqlite_store::book(const std::vector<book_request>& batch,
                                                       instant now) {
  return in_transaction<booking_answer>(batch,
                                        [&](const book_request& x) { return book_one(x, now); });
}

result<booking_answer> sqlite_store::book_one(const book_request& request, instant now) {
  using kind = booking_outcome::kind;
  booking_ptr found;
  const auto keep = [&found](const sqlite_row& row) {
    found = std::make_shared<const booking_record>(read_booking(row));
  };
  if (!is_sound(request))
    return answer_without_record(kind::unavailable);
  if (prepared_.find_live.query(keep, request.salon_id, request.idempotency_key) != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  if (found != nullptr)
    return found->customer == request.customer ? booking_answer{kind::already_booked, found}
                                               : answer_without_record(kind::taken);
  if (request.start < now)
    return answer_without_record(kind::in_the_past);
  return insert(request, now);
}

/// The code and the id are random: where another booking has one of them, new ones are drawn.
result<booking_answer> sqlite_store::insert(const book_request& request, instant now) {
  using kind = booking_outcome::kind;
  int code = SQLITE_OK;
  for (int i = 0; i < code_attempts; ++i) {
    auto made = make_record(request, make_booking_id(random_), make_booking_code(random_), now);
    code = insert_row(*made, request.idempotency_key);
    if (code == SQLITE_DONE)
      code = prepared_.end_wait.run(made->salon_id, made->customer, made->service_id);
    if (code == SQLITE_DONE)
      return booking_answer{kind::booked, std::move(made)};
    if (code == SQLITE_CONSTRAINT_TRIGGER)
      return answer_without_record(kind::taken);
    if (code != SQLITE_CONSTRAINT_UNIQUE && code != SQLITE_CONSTRAINT_PRIMARYKEY)
      break;
  }
  if (is_refused(code))
    return answer_without_record(kind::unavailable);
  return tl::make_unexpected(file_.error());
}

int sqlite_store::insert_row(const booking_record& x, std::string_view idempotency_key) {
  return prepared_.insert.run(x.id, x.code, x.salon_id, x.customer, x.customer_name, x.service_name,
                              x.service_id, x.master_id, x.master_name, to_unix_ms(x.start),
                              to_unix_ms(x.end), to_string(x.status), x.price,
                              to_unix_ms(x.created_at), idempotency_key);
}

// -- waitlist ---

result<std::vector<waitlist_outcome>>
sqlite_store::join_waitlist(const std::vector<waitlist_request>& batch, instant now) {
  return in_transaction<waitlist_outcome>(
      batch, [&](const waitlist_request& x) { return join_one(x, now); });
}

result<waitlist_outcome> sqlite_store::join_one(const waitlist_request& request, instant now) {
  const auto date = request.date ? to_string(*request.date) : std::string{};
  const auto time = request.time ? to_hhmm(*request.time) : std::string{};
  if (prepared_.wait.run(request.salon_id, request.customer, request.service_id, request.master_id,
                         date, time, to_unix_ms(now))
      != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  using kind = waitlist_outcome::kind;
  return waitlist_outcome{file_.changes() > 0 ? kind::joined : kind::already_on_it};
}

// -- status ---

result<booking_record> sqlite_store::set_status(std::string_view salon_id,
                                                std::string_view booking_id,
                                                booking_status status) {
  std::optional<booking_record> found;
  const auto keep = [&found](const sqlite_row& row) { found = read_booking(row); };
  if (prepared_.find.query(keep, salon_id, booking_id) != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  if (!found)
    return fail("unknown_booking", "no booking " + std::string{booking_id});
  if (!may_become(found->status, status))
    return fail("status_refused", std::string{to_string(found->status)} + " cannot become "
                                      + std::string{to_string(status)});
  if (prepared_.set_status.run(salon_id, booking_id, to_string(status)) != SQLITE_DONE)
    return tl::make_unexpected(file_.error());
  found->status = status;
  return *found;
}

} // namespace quickbooking
