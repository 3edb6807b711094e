#pragma once

#include "booking/calendar/time_ranges.hpp"
#include "messages/customer.hpp"
#include "messages/encoding/instant.hpp"
#include "messages/shared_list.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

enum class booking_status { confirmed, in_progress, completed, cancelled, no_show };

std::string_view to_string(booking_status x); ///< `CONFIRMED`, ...
std::optional<booking_status> parse_booking_status(std::string_view text);

/// True for the statuses that occupy the master's time.
bool blocks_time(booking_status x);

/// True if a booking may go from one status to the other: confirmed to in_progress, cancelled or
/// no_show; in_progress to completed or cancelled.
bool may_become(booking_status from, booking_status to);

/// One appointment.
struct booking_record {
  std::string id;
  std::string code; ///< `BK-` and 5 unambiguous letters or digits; unique within the salon
  std::string salon_id;
  customer_key customer;
  std::string customer_name;
  std::string service_id;
  std::string service_name;
  std::string master_id;
  std::string master_name;
  instant start;
  instant end; ///< half-open
  std::int64_t price = 0;
  booking_status status = booking_status::confirmed;
  instant created_at;
};

using booking_ptr = std::shared_ptr<const booking_record>;

/// The bookings that start on one UTC day, and what searches need of them without looking at each.
struct calendar_day {
  struct taken_range {
    std::size_t master; ///< place in the view's `masters`
    time_range when;
  };

  std::vector<booking_ptr> bookings;  ///< sorted by start and id; at least one
  std::vector<std::size_t> customers; ///< the hash of each booking's customer
  std::vector<taken_range> taken;     ///< sorted by master and begin; each master's are a set
};

/// What a salon's calendar holds, as one immutable value: bookings of the last 90 days and all to
/// come. Made by the calendar actor; read by any thread. A view with a further booking shares all
/// days but one with the view before.
struct calendar_view {
  struct dated_day {
    std::chrono::sys_days date;
    std::shared_ptr<const calendar_day> day;
  };

  std::vector<dated_day> days;      ///< sorted
  shared_list<std::string> masters; ///< the ids of all who ever had a booking here
};

using calendar_view_ptr = std::shared_ptr<const calendar_view>;

/// No booking is longer: the calendar refuses it, so a search need not look further back.
inline constexpr std::chrono::hours longest_booking{24};

/// Sorts bookings into a view.
calendar_view make_calendar_view(std::vector<booking_ptr> bookings);

/// The view with further bookings; one that it has (same start and id) is replaced.
calendar_view with_bookings(calendar_view view, std::vector<booking_ptr> added);

/// The view without what started before `since`.
calendar_view without_older(calendar_view view, instant since);

/// True if the view holds something that `without_older` would leave out.
bool has_older(const calendar_view& view, instant since);

/// Sorted by start and id.
std::vector<const booking_record*> all_bookings(const calendar_view& view);

/// The bookings that start in the half-open range, whatever their status, sorted by start and id.
std::vector<const booking_record*> bookings_starting(const calendar_view& view, instant from,
                                                     instant until);

/// When the master is busy within the half-open range; what reaches beyond it is not cut off.
time_ranges taken_time(const calendar_view& view, std::string_view master_id,
                       const time_range& within);

/// True if the master has a time-blocking booking that overlaps the half-open range.
bool is_busy(const calendar_view& view, std::string_view master_id, instant start, instant end);

/// The customer's live booking of exactly this service, master and start; null if there is none.
const booking_record* find_booking(const calendar_view& view, std::string_view customer,
                                   std::string_view service_id, std::string_view master_id,
                                   instant start);

/// The customer's bookings in this view, oldest first.
std::vector<const booking_record*> bookings_of(const calendar_view& view,
                                               std::string_view customer);

/// Those that start before `until`.
std::vector<const booking_record*> bookings_of(const calendar_view& view, std::string_view customer,
                                               instant until);

} // namespace quickbooking
