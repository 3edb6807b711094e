#pragma once

#include "load/verdict/booking_ledger.hpp"

#include <mutex>

namespace quickbooking {

/// The one booking ledger of a run. Any thread.
class booking_board {
public:
  /// See `booking_ledger::enter`.
  bool enter(const booking_ledger::told& what) {
    const std::lock_guard guard{mutex_};
    return ledger_.enter(what);
  }

  bool is_taken(const std::string& time) const {
    const std::lock_guard guard{mutex_};
    return ledger_.is_taken(time);
  }

  std::uint64_t bookings() const {
    const std::lock_guard guard{mutex_};
    return ledger_.bookings();
  }

private:
  mutable std::mutex mutex_;
  booking_ledger ledger_;
};

} // namespace quickbooking
