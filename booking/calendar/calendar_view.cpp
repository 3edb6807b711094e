#include "booking/calendar/calendar_view.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <span>
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

using std::chrono::sys_days;
using day_ptr = std::shared_ptr<const calendar_day>;

constexpr auto start_of = [](const booking_ptr& x) { return x->start; };
constexpr auto place_of = [](const booking_ptr& x) { return std::tie(x->start, x->id); };
constexpr auto date_of = [](const day_ptr& x) { return x->date; };

sys_days date_of_start(const booking_ptr& x) {
  return std::chrono::floor<std::chrono::days>(x->start);
}

/// The days of a view on which something may start in the half-open range.
std::span<const day_ptr> days_within(const calendar_view& view, instant from, instant until) {
  const auto first = std::ranges::lower_bound(
      view.days, std::chrono::floor<std::chrono::days>(from), {}, date_of);
  const auto last = std::ranges::lower_bound(
      first, view.days.end(), std::chrono::ceil<std::chrono::days>(until), {}, date_of);
  return {first, last};
}

time_ranges& taken_by(std::string_view master_id, calendar_day& day) {
  auto found = std::ranges::find(day.masters, master_id, &calendar_day::master_time::master_id);
  if (found == day.masters.end())
    found = day.masters.insert(found, {master_id, {}});
  return found->taken;
}

/// `bookings` are those of one day, sorted.
day_ptr make_day(std::vector<booking_ptr> bookings) {
  auto day = std::make_shared<calendar_day>();
  day->date = date_of_start(bookings.front());
  for (const auto& x : bookings) {
    day->customers.push_back(std::hash<std::string_view>{}(x->customer));
    if (blocks_time(x->status))
      append(taken_by(x->master_id, *day), {x->start, x->end});
  }
  day->bookings = std::move(bookings);
  return day;
}

/// `added` are sorted and of one day.
void add_to_day(calendar_view& view, std::span<const booking_ptr> added) {
  const auto date = date_of_start(added.front());
  const auto at = std::ranges::lower_bound(view.days, date, {}, date_of);
  if (at == view.days.end() || (*at)->date != date) {
    view.days.insert(at, make_day({added.begin(), added.end()}));
    return;
  }
  std::vector<booking_ptr> both;
  std::ranges::set_union(added, (*at)->bookings, std::back_inserter(both), {}, place_of, place_of);
  *at = make_day(std::move(both));
}

calendar_view with_sorted(calendar_view view, const std::vector<booking_ptr>& added) {
  for (auto first = added.begin(); first != added.end();) {
    const auto is_later
        = [date = date_of_start(*first)](const booking_ptr& x) { return date_of_start(x) != date; };
    const auto next = std::find_if(first, added.end(), is_later);
    add_to_day(view, {first, next});
    first = next;
  }
  return view;
}

/// Calls `visit` with the master's taken ranges that overlap the half-open range, sorted by begin,
/// until it returns false.
template <class Visit>
void visit_taken(const calendar_view& view, std::string_view master_id, const time_range& within,
                 Visit visit) {
  for (const auto& day : days_within(view, within.begin - longest_booking, within.end))
    for (const auto& master : day->masters)
      if (master.master_id == master_id)
        for (const auto& x : master.taken)
          if (x.begin < within.end && x.end > within.begin && !visit(x))
            return;
}

std::vector<const booking_record*> bookings_of(std::span<const day_ptr> days,
                                               std::string_view customer) {
  const auto hash = std::hash<std::string_view>{}(customer);
  std::vector<const booking_record*> found;
  for (const auto& day : days)
    for (std::size_t i = 0; i < day->bookings.size(); ++i)
      if (day->customers[i] == hash && day->bookings[i]->customer == customer)
        found.push_back(day->bookings[i].get());
  return found;
}

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

calendar_view make_calendar_view(std::vector<booking_ptr> bookings) {
  std::ranges::sort(bookings, {}, place_of);
  return with_sorted({}, bookings);
}

calendar_view with_bookings(calendar_view view, std::vector<booking_ptr> added) {
  std::ranges::stable_sort(added, {}, place_of);
  const auto repeated = std::ranges::unique(added, {}, place_of);
  added.erase(repeated.begin(), repeated.end());
  return with_sorted(std::move(view), added);
}

calendar_view without_older(calendar_view view, instant since) {
  const auto is_over = [&](const day_ptr& x) { return start_of(x->bookings.back()) < since; };
  view.days.erase(view.days.begin(), std::ranges::find_if_not(view.days, is_over));
  if (has_older(view, since)) {
    auto& first = view.days.front();
    const auto& all = first->bookings;
    first = make_day({std::ranges::lower_bound(all, since, {}, start_of), all.end()});
  }
  return view;
}

bool has_older(const calendar_view& view, instant since) {
  return !view.days.empty() && start_of(view.days.front()->bookings.front()) < since;
}

std::vector<const booking_record*> all_bookings(const calendar_view& view) {
  std::vector<const booking_record*> found;
  for (const auto& day : view.days)
    for (const auto& x : day->bookings)
      found.push_back(x.get());
  return found;
}

std::vector<const booking_record*> bookings_starting(const calendar_view& view, instant from,
                                                     instant until) {
  std::vector<const booking_record*> found;
  for (const auto& day : days_within(view, from, until))
    for (const auto& x : day->bookings)
      if (x->start >= from && x->start < until)
        found.push_back(x.get());
  return found;
}

time_ranges taken_time(const calendar_view& view, std::string_view master_id,
                       const time_range& within) {
  time_ranges taken;
  visit_taken(view, master_id, within, [&](const time_range& x) {
    append(taken, x);
    return true;
  });
  return taken;
}

bool is_busy(const calendar_view& view, std::string_view master_id, instant start, instant end) {
  bool found = false;
  visit_taken(view, master_id, {start, end}, [&](const time_range&) {
    found = true;
    return false;
  });
  return found;
}

const booking_record* find_booking(const calendar_view& view, std::string_view customer,
                                   std::string_view service_id, std::string_view master_id,
                                   instant start) {
  for (const auto& day : days_within(view, start, start + std::chrono::milliseconds{1})) {
    const auto same_start = std::ranges::equal_range(day->bookings, start, {}, start_of);
    for (const auto& x : same_start)
      if (x->customer == customer && x->service_id == service_id && x->master_id == master_id
          && blocks_time(x->status))
        return x.get();
  }
  return nullptr;
}

std::vector<const booking_record*> bookings_of(const calendar_view& view,
                                               std::string_view customer) {
  return bookings_of(view.days, customer);
}

std::vector<const booking_record*> bookings_of(const calendar_view& view, std::string_view customer,
                                               instant until) {
  auto found = bookings_of(days_within(view, instant{}, until), customer);
  std::erase_if(found, [&](const auto* x) { return x->start >= until; });
  return found;
}

} // namespace quickbooking
