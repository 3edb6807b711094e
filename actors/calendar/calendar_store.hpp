#pragma once

#include "booking/calendar/calendar_view.hpp"
#include "booking/conversation/conversation.hpp"
#include "messages/failure.hpp"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What a store says to a `book_request`.
struct booking_answer {
  booking_outcome::kind what;
  booking_ptr record; ///< with booked and already_booked

  /// With taken, if the store can tell: who has the time. Not for the one who asked.
  booking_ptr in_the_way = nullptr;
};

/// What became of a store's bookings, whoever did it.
struct calendar_changes {
  std::vector<booking_record> bookings; ///< new ones, and those that are different now
  std::vector<std::string> salons;      ///< from which bookings vanished: load them again
  bool everything = false;              ///< more may have changed: load all salons again
};

/// The same for the one who asked.
booking_outcome to_outcome(const booking_answer& x);

/// Where bookings are kept. Calls block and come from one thread at a time, see `in_use`; an error
/// means that nothing of the call was done, as far as the store can tell. A store refuses overlaps
/// by itself, whatever its callers have checked.
class calendar_store {
public:
  virtual ~calendar_store() = default;

  /// Held during calls: the thread of a calendar that died may still be in one when the next
  /// calendar starts.
  std::mutex in_use;

  /// The salon's bookings that start at `since` or later, whatever their status.
  virtual result<std::vector<booking_record>> load(std::string_view salon_id, instant since) = 0;

  /// False if no call ever waits for anything: it needs no thread of its own.
  virtual bool blocks() const { return true; }

  /// True if others than this process write to the store, so that `changes` has to be asked for.
  virtual bool is_shared() const { return false; }

  /// What changed since the call before or since the store was opened, of bookings that start at
  /// `since` or later.
  virtual result<calendar_changes> changes(instant since);

  /// Books in one transaction, in this order, and answers each request. A request whose
  /// idempotency key has a live booking is answered with it; else nothing starts before `now`. A
  /// booking ends the customer's wait for the same service.
  virtual result<std::vector<booking_answer>> book(const std::vector<book_request>& batch,
                                                   instant now)
      = 0;

  /// Puts customers on the waitlist in one transaction. A customer is there once for each service,
  /// master and date.
  virtual result<std::vector<waitlist_outcome>>
  join_waitlist(const std::vector<waitlist_request>& batch, instant now) = 0;

  /// Moves a booking on. Errors: `unknown_booking`, `status_refused` (see `may_become`).
  virtual result<booking_record> set_status(std::string_view salon_id, std::string_view booking_id,
                                            booking_status status)
      = 0;
};

/// True if the request names all that a booking needs, and lasts no longer than `longest_booking`.
/// A store answers any other with `unavailable`.
bool is_sound(const book_request& x);

/// The booking that a request asks for.
booking_ptr make_record(const book_request& x, std::string id, std::string code, instant now);

} // namespace quickbooking
