#include "booking/calendar/calendar_view.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::array<std::pair<booking_status, std::string_view>, 5> status_names{{
    {booking_status::confirmed, "CONFIRMED"},
    {booking_status::in_progress, "IN_PROGRESS"},
    {booking_status::completed, "COMPLETED"},
    {booking_status::cancelled, "CANCELLED"},
    {booking_status::no_show, "NO_SHOW"},
}};

constexpr auto start_of = [](const auto& x) { return x->start; };
constexpr auto place_of = [](const auto& x) { return std::tie(x->start, x->id); };

} // namespace

std::string_view to_string(booking_status x) {
  const auto* i = std::ranges::find(status_names, x, [](const auto& e) { return e.first; });
  return i->second;
}

std::optional<booking_status> parse_booking_status(std::string_view text) {
  const auto* i = std::ranges::find(status_names, text, [](const auto& e) { return e.second; });
  if (i == status_names.end())
    return std::nullopt;
  return i->first;
}

bool blocks_time(booking_status x) {
  return x == booking_status::confirmed || x == booking_status::in_progress;
}

bool may_become(booking_status from, booking_status to) {
  using enum booking_status;
  if (from == confirmed)
    return to == in_progress || to == cancelled || to == no_show;
  return from == in_progress && (to == completed || to == cancelled);
}

calendar_view make_calendar_view(std::vector<std::shared_ptr<const booking_record>> bookings) {
  std::ranges::sort(bookings, {}, place_of);
  return {std::move(bookings)};
}

calendar_view with_bookings(const calendar_view& view,
                            std::vector<std::shared_ptr<const booking_record>> added) {
  std::ranges::stable_sort(added, {}, place_of);
  const auto repeated = std::ranges::unique(added, {}, place_of);
  added.erase(repeated.begin(), repeated.end());
  calendar_view both;
  both.bookings.reserve(view.bookings.size() + added.size());
  std::ranges::set_union(added, view.bookings, std::back_inserter(both.bookings), {}, place_of,
                         place_of);
  return both;
}

calendar_view without_older(const calendar_view& view, instant since) {
  const auto first = std::ranges::lower_bound(view.bookings, since, {}, start_of);
  return {{first, view.bookings.end()}};
}

std::span<const std::shared_ptr<const booking_record>>
bookings_starting(const calendar_view& view, instant from, instant until) {
  const auto first = std::ranges::lower_bound(view.bookings, from, {}, start_of);
  const auto last = std::ranges::lower_bound(first, view.bookings.end(), until, {}, start_of);
  return {first, last};
}

bool is_busy(const calendar_view& view, std::string_view master_id, instant start, instant end) {
  const auto overlaps = [&](const auto& x) {
    return x->end > start && x->master_id == master_id && blocks_time(x->status);
  };
  return std::ranges::any_of(bookings_starting(view, start - longest_booking, end), overlaps);
}

const booking_record* find_booking(const calendar_view& view, std::string_view customer,
                                   std::string_view service_id, std::string_view master_id,
                                   instant start) {
  for (const auto& x : bookings_starting(view, start, start + std::chrono::milliseconds{1}))
    if (x->customer == customer && x->service_id == service_id && x->master_id == master_id
        && blocks_time(x->status))
      return x.get();
  return nullptr;
}

std::vector<const booking_record*> bookings_of(const calendar_view& view,
                                               std::string_view customer) {
  std::vector<const booking_record*> found;
  for (const auto& x : view.bookings)
    if (x->customer == customer)
      found.push_back(x.get());
  return found;
}

} // namespace quickbooking
