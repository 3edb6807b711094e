#pragma once

#include "booking/calendar/calendar_view.hpp"
#include "booking/catalog/salon.hpp"
#include "messages/language.hpp"
#include "messages/session/slot.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quickbooking {

/// How far ahead slots are searched (design.md section 8).
inline constexpr int search_days = 30;

/// A free time of one master for one service, before it is shown.
struct opening {
  const master* who = nullptr;
  instant start;
  std::chrono::year_month_day date;    ///< salon's civil date
  std::chrono::minutes time_of_day{0}; ///< salon's civil time
};

struct opening_query {
  const salon* where = nullptr;
  const service* what = nullptr;
  const master* who = nullptr; ///< null: every active master who does the service
  std::chrono::year_month_day first_day;
  int days = search_days;     ///< civil days from `first_day` on
  std::size_t at_most = 2000; ///< stops after the day in which this many are reached
};

/// Free openings, ordered by start, then master name, then id. Rules of product.md section 3: salon
/// and master hours cut, on the salon's grid, breaks and bookings are skipped, nothing starts
/// before `now`, DST gaps and repeats handled, services may cross midnight where the hours do.
std::vector<opening> find_openings(const opening_query& query, const calendar_view& view,
                                   instant now);

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
