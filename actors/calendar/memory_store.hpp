#pragma once

#include "actors/calendar/booking_code.hpp"
#include "actors/calendar/calendar_store.hpp"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

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
  /// Customer, service, master, date.
  using wait = std::tuple<std::string, std::string, std::string, std::string>;

  struct kept_booking {
    booking_ptr record;
    std::string idempotency_key;
  };

  struct salon_bookings {
    std::unordered_map<std::string, kept_booking> by_id;
    std::unordered_map<std::string, booking_ptr> live_by_key;
    /// By start, which tells them apart: no two of one master overlap.
    std::unordered_map<std::string, std::map<instant, booking_ptr>> live_by_master;
    std::unordered_set<std::string> codes;
    std::set<wait> waitlist;
  };

  booking_answer book_one(const book_request& request, instant now);
  booking_answer insert(salon_bookings& salon, const book_request& request, instant now);

  random_source random_;
  std::unordered_map<std::string, salon_bookings> salons_;
};

} // namespace quickbooking
