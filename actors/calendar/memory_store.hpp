#pragma once

#include "actors/calendar/booking_code.hpp"
#include "actors/calendar/calendar_store.hpp"

#include <map>
#include <set>
#include <tuple>

namespace quickbooking {

/// Bookings in memory, gone with the process: for benchmarks, tests and programs that embed the
/// actors and keep bookings elsewhere.
class memory_store final : public calendar_store {
public:
  explicit memory_store(random_source random = system_random()) : random_(std::move(random)) {}

  bool blocks() const override { return false; }

  result<std::vector<booking_record>> load(std::string_view salon_id, instant since) override;

  result<std::vector<booking_answer>> book(const std::vector<book_request>& batch,
                                           instant now) override;

  result<std::vector<waitlist_outcome>> join_waitlist(const std::vector<waitlist_request>& batch,
                                                      instant now) override;

  result<booking_record> set_status(std::string_view salon_id, std::string_view booking_id,
                                    booking_status status) override;

private:
  using record_ptr = std::shared_ptr<const booking_record>;

  /// Salon and something within it.
  using within_salon = std::pair<std::string, std::string>;

  /// A live booking's place: no two of one master overlap, so the start tells them apart.
  using place = std::tuple<std::string, std::string, instant>;

  /// Salon, customer, service, master, date.
  using wait = std::tuple<std::string, std::string, std::string, std::string, std::string>;

  struct kept_booking {
    record_ptr record;
    std::string idempotency_key;
  };

  booking_answer book_one(const book_request& request, instant now);
  booking_answer insert(const book_request& request, instant now);
  bool is_taken(const book_request& request) const;
  void end_wait(const booking_record& x);

  random_source random_;
  std::map<within_salon, kept_booking> by_id_;
  std::map<within_salon, record_ptr> live_by_key_;
  std::map<place, record_ptr> live_by_place_;
  std::set<within_salon> codes_;
  std::set<wait> waitlist_;
};

} // namespace quickbooking
