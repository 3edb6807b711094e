#pragma once

#include "actors/calendar/booking_code.hpp"
#include "actors/calendar/calendar_store.hpp"
#include "actors/database/postgres_link.hpp"

namespace quickbooking {

/// Bookings in a PostgreSQL database that any number of nodes share with the salon's other
/// programs. One connection: with whole batches in one statement it carries more bookings than a
/// node has messages for. A lost one is made again; a call that cannot be done within three seconds
/// fails. A booking whose commit has no answer may be there or not: the same request again tells,
/// by its idempotency key.
class postgres_store final : public calendar_store {
public:
  /// Connects and brings the tables up to date. Errors: those of `postgres_connection` and of its
  /// `take_over`.
  static result<std::unique_ptr<calendar_store>> open(postgres_address where,
                                                      random_source random = system_random());

  result<std::vector<booking_record>> load(std::string_view salon_id, instant since) override;

  bool is_shared() const override { return true; }
  result<calendar_changes> changes(instant since) override;

  result<std::vector<booking_answer>> book(const std::vector<book_request>& batch,
                                           instant now) override;

  result<std::vector<waitlist_outcome>> join_waitlist(const std::vector<waitlist_request>& batch,
                                                      instant now) override;

  result<booking_record> set_status(std::string_view salon_id, std::string_view booking_id,
                                    booking_status status) override;

private:
  postgres_store(postgres_address where, random_source random);

  using answers = std::vector<booking_answer>;

  result<void> prepare();
  result<void> follow_from_here();

  /// Does `work(connection, deadline)` between BEGIN and COMMIT, again if it and another node's
  /// kept each other waiting.
  template <class Answer, class Work>
  result<Answer> in_transaction(steady_time deadline, Work work);
  template <class Answer, class Work>
  result<Answer> attempt(Work work, steady_time deadline);
  result<postgres_connection*> begin(steady_time deadline);

  result<answers> book_together(const std::vector<book_request>& batch, instant now,
                                steady_time deadline);
  answers book_singly(const std::vector<book_request>& batch, instant now, steady_time deadline);

  result<postgres_rows> query(const std::string& sql, const std::vector<std::string>& values);

  random_source random_;
  postgres_link link_;
  std::string seen_;               ///< the snapshot up to which `changes` has told everything
  std::uint64_t seen_through_ = 0; ///< the connection that it is from
};

} // namespace quickbooking
