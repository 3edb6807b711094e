#pragma once

#include "booking/calendar/calendar_view.hpp"

#include <map>
#include <mutex>
#include <string>

namespace quickbooking {

/// The newest view of each salon's calendar. The calendar actor writes it, sessions read it without
/// asking the actor: a view is a value that never changes, and what is booked is decided by the
/// calendar actor all the same. Any thread.
class calendar_board {
public:
  /// Null while nothing is known of the salon.
  calendar_view_ptr of(const std::string& salon_id) const {
    std::lock_guard lock{mutex_};
    auto found = views_.find(salon_id);
    return found != views_.end() ? found->second : nullptr;
  }

  void put(const std::string& salon_id, calendar_view_ptr view) {
    std::lock_guard lock{mutex_};
    views_[salon_id].swap(view); // the old one goes when nobody waits for the lock
  }

private:
  mutable std::mutex mutex_;
  std::map<std::string, calendar_view_ptr, std::less<>> views_;
};

} // namespace quickbooking
