#pragma once

#include "booking/calendar/ranking.hpp"
#include "booking/conversation/step.hpp"

#include <optional>
#include <vector>

namespace quickbooking {

/// The session's wish with its names resolved against the catalog and its day against the clock.
struct request {
  const service* what = nullptr;
  wish target;
  std::optional<part_of_day> part; ///< only where no time is wanted

  bool is_exact() const { return target.date && target.time; }
};

/// Finds the wanted service, by id, by name, or because there is only one; writes it into the
/// wish. False: it must be asked for.
bool settle_service(step& s);

/// Drops a master who is not there or does not do the service, and says so.
void settle_master(step& s);

/// Drops a day that is over or too far ahead, and says so.
void settle_day(step& s);

/// The request; the service must be settled.
request request_of(const step& s);

/// The wish as the context of a button.
slot_ref context_of(const step& s);

/// Takes over the wish that a button carries, unless it is the session's anyway. False: the button
/// is about a service that the salon does not have (any more).
bool adopt_context(step& s, const std::optional<slot_ref>& context);

/// The wish names this service from now on.
void want_service(step& s, const service& what);

/// Keeps the first wish that was understood as the original one.
void remember_first_wish(step& s);

/// Back to the first page of what answers the wish.
void show_afresh(step& s, offer_view view = offer_view::best);

} // namespace quickbooking
