#pragma once

#include "actors/calendar/calendar_board.hpp"
#include "actors/calendar/calendar_store.hpp"
#include "actors/metrics.hpp"
#include "booking/catalog/salon.hpp"
#include "net/log.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <functional>
#include <memory>

namespace quickbooking {

struct calendar_limits {
  std::size_t batch = 256;      ///< requests of one commit
  std::size_t waiting = 10'000; ///< beyond that, requests are `unavailable` at once
  /// What has waited so long for a stuck store is `unavailable` and never written.
  std::chrono::milliseconds patience{4000};
  /// What is still with the store so long after it came is `unavailable`, written or not: whoever
  /// asks has no limit of its own.
  std::chrono::milliseconds longest{5000};
};

/// Spawns the actor that owns the bookings. It answers
/// - `read_calendar` with a `calendar_view_ptr`, from memory, also while the store is stuck; the
///   same views stand on the board;
/// - `book_request` with a `booking_outcome`, once the booking is committed, and within the limits;
/// - `waitlist_request` with a `waitlist_outcome`, likewise.
/// The store is called by a thread of its own; what arrives during one commit is the next one. The
/// calendars are loaded before this returns. A salon whose calendar could not be is tried again
/// with each batch, and seems empty until then: the store still refuses what is taken. A shared
/// store is asked four times a second what others have done to it.
/// One that takes the place of a dead one goes on with the same store. `figures` must outlive the
/// actor.
caf::actor spawn_calendar(caf::actor_system& system, std::shared_ptr<calendar_store> store,
                          std::shared_ptr<calendar_board> board, catalog_ptr salons,
                          metrics& figures, log_ptr log, std::function<instant()> clock,
                          calendar_limits limits = {});

} // namespace quickbooking
