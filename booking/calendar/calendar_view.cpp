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
using dated_day = calendar_view::dated_day;
using taken_range = calendar_day::taken_range;

constexpr auto start_of = [](const booking_ptr& x) { return x->start; };
constexpr auto place_of = [](const booking_ptr& x) { return std::tie(x->start, x->id); };

sys_days date_of_start(const booking_ptr& x) {
  return std::chrono::floor<std::chrono::days>(x->start);
}

/// The days of a view on which something may start in the half-open range.
std::span<const dated_day> days_within(const calendar_view& view, instant from, instant until) {
  const auto first = std::ranges::lower_bound(
      view.days, std::chrono::floor<std::chrono::days>(from), {}, &dated_day::date);
  const auto last = std::ranges::lower_bound(
      first, view.days.end(), std::chrono::ceil<std::chrono::days>(until), {}, &dated_day::date);
  return {first, last};
}

/// One past the last if the view has nothing of the master.
std::size_t place_of_master(const calendar_view& view, std::string_view id) {
  return static_cast<std::size_t>(std::ranges::find(view.masters, id) - view.masters.begin());
}

void add_masters(calendar_view& view, const std::vector<booking_ptr>& added) {
  for (const auto& x : added) {
    if (place_of_master(view, x->master_id) < view.masters.size())
      continue;
    auto more = view.masters.all();
    more.push_back(x->master_id);
    view.masters = std::move(more);
  }
}

/// Joins each master's ranges that touch. `taken` is sorted by begin.
std::vector<taken_range> by_master(std::vector<taken_range> taken) {
  std::ranges::stable_sort(taken, {}, &taken_range::master);
  std::vector<taken_range> joined;
  for (const auto& x : taken) {
    const auto same = !joined.empty() && joined.back().master == x.master;
    if (!same || !join(joined.back().when, x.when))
      joined.push_back(x);
  }
  return joined;
}

/// `bookings` are those of one day, sorted, of masters whom the view knows.
dated_day make_day(const calendar_view& view, std::vector<booking_ptr> bookings) {
  auto day = std::make_shared<calendar_day>();
  std::vector<taken_range> taken;
  for (const auto& x : bookings) {
    day->customers.push_back(std::hash<std::string_view>{}(x->customer));
    if (blocks_time(x->status))
      taken.push_back({place_of_master(view, x->master_id), {x->start, x->end}});
  }
  day->taken = by_master(std::move(taken));
  day->bookings = std::move(bookings);
  return {date_of_start(day->bookings.front()), std::move(day)};
}

/// `added` are sorted and of one day.
void add_to_day(calendar_view& view, std::span<const booking_ptr> added) {
  const auto date = date_of_start(added.front());
  const auto at = std::ranges::lower_bound(view.days, date, {}, &dated_day::date);
  if (at == view.days.end() || at->date != date) {
    view.days.insert(at, make_day(view, {added.begin(), added.end()}));
    return;
  }
  const auto& before = at->day->bookings;
  std::vector<booking_ptr> both;
  std::ranges::set_union(added, before, std::back_inserter(both), {}, place_of, place_of);
  *at = make_day(view, std::move(both));
}

calendar_view with_sorted(calendar_view view, const std::vector<booking_ptr>& added) {
  add_masters(view, added);
  for (auto first = added.begin(); first != added.end();) {
    const auto is_later
        = [date = date_of_start(*first)](const booking_ptr& x) { return date_of_start(x) != date; };
    const auto next = std::find_if(first, added.end(), is_later);
    add_to_day(view, {first, next});
    first = next;
  }
  return view;
}

std::vector<const booking_record*> bookings_of(std::span<const dated_day> days,
                                               std::string_view customer) {
  const auto hash = std::hash<std::string_view>{}(customer);
  std::vector<const booking_record*> found;
  for (const auto& [date, day] : days)
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
  const auto is_over = [&](const dated_day& x) { return start_of(x.day->bookings.back()) < since; };
  view.days.erase(view.days.begin(), std::ranges::find_if_not(view.days, is_over));
  if (has_older(view, since)) {
    auto& first = view.days.front();
    const auto& all = first.day->bookings;
    first = make_day(view, {std::ranges::lower_bound(all, since, {}, start_of), all.end()});
  }
  return view;
}

bool has_older(const calendar_view& view, instant since) {
  return !view.days.empty() && start_of(view.days.front().day->bookings.front()) < since;
}

std::vector<const booking_record*> all_bookings(const calendar_view& view) {
  std::vector<const booking_record*> found;
  for (const auto& [date, day] : view.days)
    for (const auto& x : day->bookings)
      found.push_back(x.get());
  return found;
}

std::vector<const booking_record*> bookings_starting(const calendar_view& view, instant from,
                                                     instant until) {
  std::vector<const booking_record*> found;
  for (const auto& [date, day] : days_within(view, from, until))
    for (const auto& x : day->bookings)
      if (x->start >= from && x->start < until)
        found.push_back(x.get());
  return found;
}

time_ranges taken_time(const calendar_view& view, std::string_view master_id,
                       const time_range& within) {
  const auto place = place_of_master(view, master_id);
  time_ranges taken;
  for (const auto& [date, day] : days_within(view, within.begin - longest_booking, within.end))
    for (const auto& x : std::ranges::equal_range(day->taken, place, {}, &taken_range::master))
      if (x.when.begin < within.end && x.when.end > within.begin)
        append(taken, x.when);
  return taken;
}

bool is_busy(const calendar_view& view, std::string_view master_id, instant start, instant end) {
  return !taken_time(view, master_id, {start, end}).empty();
}

const booking_record* find_booking(const calendar_view& view, std::string_view customer,
                                   std::string_view service_id, std::string_view master_id,
                                   instant start) {
  for (const auto& [date, day] : days_within(view, start, start + std::chrono::milliseconds{1})) {
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
