#pragma once

#include "booking/calendar/opening_days.hpp"
#include "messages/language.hpp"
#include "messages/session/slot.hpp"

#include <optional>
#include <string_view>

namespace quickbooking {

/// Why a single time can or cannot be booked.
enum class slot_verdict {
  free,
  taken,
  in_the_past,
  unknown_service,
  unknown_master,
  outside_hours
};

/// Checks one time against catalog, hours, calendar and clock. A slot off the grid but inside the
/// hours is free: old cards stay valid.
slot_verdict check_slot(const salon& where, const slot_ref& ref, const calendar_view& view,
                        instant now);

/// The stored and shown form of an opening, with names in the customer's language.
slot make_slot(const salon& where, const service& what, const opening& from, language lang);

/// The same from a reference; nothing if the salon has no such active service and master. A missing
/// service id (old ids) is taken as `fallback_service_id`, else as the only service that the master
/// does, else there is none.
std::optional<slot> make_slot(const salon& where, const slot_ref& ref,
                              std::string_view fallback_service_id, language lang);

} // namespace quickbooking
