#pragma once

#include "actors/calendar/booking_code.hpp"
#include "actors/calendar/calendar_statements.hpp"
#include "actors/calendar/calendar_store.hpp"

namespace quickbooking {

/// Bookings in an SQLite file that this process alone has open. A commit is on the disk when `book`
/// returns.
class sqlite_store final : public calendar_store {
public:
  /// Opens the file, making it where there is none. Errors: `database_locked`, `database_corrupt`,
  /// `database_readonly`, `database_full`, `database_foreign`, `database_newer`,
  /// `database_failed`.
  static result<std::unique_ptr<calendar_store>> open(const std::string& path,
                                                      random_source random = system_random());

  result<std::vector<booking_record>> load(std::string_view salon_id, instant since) override;

  result<std::vector<booking_answer>> book(const std::vector<book_request>& batch,
                                           instant now) override;

  result<std::vector<waitlist_outcome>> join_waitlist(const std::vector<waitlist_request>& batch,
                                                      instant now) override;

  result<booking_record> set_status(std::string_view salon_id, std::string_view booking_id,
                                    booking_status status) override;

private:
  sqlite_store(sqlite_database file, calendar_statements prepared, random_source random);

  /// Answers each element of a batch with `answer_one` within one transaction.
  template <class Answer, class Request, class AnswerOne>
  result<std::vector<Answer>> in_transaction(const std::vector<Request>& batch,
                                             AnswerOne answer_one);

  result<booking_answer> book_one(const book_request& request, instant now);
  result<booking_answer> insert(const book_request& request, instant now);
  int insert_row(const booking_record& x, std::string_view idempotency_key);
  result<waitlist_outcome> join_one(const waitlist_request& request, instant now);

  sqlite_database file_;
  calendar_statements prepared_;
  random_source random_;
};

} // namespace quickbooking
