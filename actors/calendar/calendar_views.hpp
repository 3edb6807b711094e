#pragma once

#include "booking/calendar/calendar_view.hpp"
#include "booking/conversation/conversation.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>

namespace quickbooking {

/// How far back a view goes.
inline constexpr std::chrono::days calendar_memory{90};

/// The calendars of all salons. Views that were given out never change.
class calendar_views {
public:
  /// The salon's view, never null; empty for a salon that nothing is known of.
  calendar_view_ptr of(const std::string& salon_id, instant now);

  /// Takes what was loaded for the whole of the salon's view.
  void replace(const std::string& salon_id, std::vector<booking_record> loaded);

  /// Adds bookings, with one copy of each salon's view, and drops what has become old.
  void add(const std::vector<std::shared_ptr<const booking_record>>& bookings, instant now);

private:
  std::map<std::string, calendar_view_ptr> views_;
};

/// What a view alone can say to a request; nothing if the store must decide. What a view holds was
/// committed, so the store would say the same.
std::optional<booking_outcome> known_outcome(const calendar_view& view, const book_request& x,
                                             instant now);

} // namespace quickbooking
