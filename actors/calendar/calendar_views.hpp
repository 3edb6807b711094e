#pragma once

#include "actors/calendar/calendar_batch.hpp"
#include "actors/calendar/calendar_board.hpp"
#include "booking/calendar/calendar_view.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace quickbooking {

/// The calendars of all salons, as far as the store has told. Views that were given out never
/// change.
class calendar_views {
public:
  /// Every view is put on the board, too.
  explicit calendar_views(std::shared_ptr<calendar_board> board) : board_(std::move(board)) {}

  /// The salon's view, never null; empty for a salon that nothing is known of.
  calendar_view_ptr of(const std::string& salon_id, instant now);

  /// Learns from a batch that was run: replaces what was reloaded, adds what was booked here and
  /// elsewhere (with one change of each salon's view) and drops what has become old.
  void take(calendar_batch& batch);

  /// The salons whose view may differ from the store, for the next batch to reload.
  std::vector<std::string> doubtful() const { return {doubtful_.begin(), doubtful_.end()}; }

private:
  void take_reloaded(calendar_batch& batch);
  void take_changes(const calendar_batch& batch);
  void take_booked(const calendar_batch& batch);
  void add(const std::vector<booking_ptr>& bookings, instant now);
  void doubt_refusals(const calendar_batch& batch);

  void set(const std::string& salon_id, calendar_view view);

  std::shared_ptr<calendar_board> board_;
  std::map<std::string, calendar_view_ptr> views_;
  std::set<std::string> doubtful_;
};

/// What a view alone can say to a request; nothing if the store must decide. What a view holds was
/// committed, so the store would say the same.
std::optional<booking_outcome> known_outcome(const calendar_view& view, const book_request& x,
                                             instant now);

} // namespace quickbooking
