#include "booking/calendar/popular.hpp"

#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace quickbooking {

namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::weekday;

constexpr days look_back{90};
constexpr int enough_history = 10;
constexpr int least_in_cell = 3;
constexpr std::size_t at_most = 5;

/// The usual good times of a salon without history, best first.
constexpr std::array<popular_time, 4> defaults{{
    {std::chrono::Friday, hours{14}, 0, true},
    {std::chrono::Friday, hours{15}, 0, true},
    {std::chrono::Saturday, hours{10}, 0, true},
    {std::chrono::Saturday, hours{14}, 0, true},
}};

/// One hour of the week.
struct cell {
  int bookings = 0;
  int half_points = 0; ///< twice the score, to stay with integers
};

using week = std::array<cell, std::size_t{7} * 24>;

/// Weights 2.0, 1.5 and 1.0, doubled.
int half_points_at(days age) {
  if (age <= days{30})
    return 4;
  return age <= days{60} ? 3 : 2;
}

week count(const salon& where, const calendar_view& view, instant now) {
  week found{};
  zone_clock clock{where.zone};
  for (const auto* x : bookings_starting(view, now - look_back, now)) {
    if (x->status == booking_status::cancelled)
      continue;
    const auto [date, time] = clock.to_civil(x->start);
    const auto hour = static_cast<std::size_t>(std::chrono::floor<hours>(time).count());
    auto& hit = found[weekday_of(date).c_encoding() * std::size_t{24} + hour];
    ++hit.bookings;
    hit.half_points += half_points_at(std::chrono::floor<days>(now - x->start));
  }
  return found;
}

/// Indices of the cells worth showing, best first.
std::vector<std::size_t> best_of(const week& counted) {
  std::vector<std::size_t> best;
  for (std::size_t i = 0; i < counted.size(); ++i)
    if (counted[i].bookings >= least_in_cell)
      best.push_back(i);
  std::ranges::sort(best, {}, [&](std::size_t i) {
    return std::make_tuple(-counted[i].half_points, -counted[i].bookings, i);
  });
  best.resize(std::min(best.size(), at_most));
  return best;
}

} // namespace

std::vector<popular_time> popular_times(const salon& where, const calendar_view& view,
                                        instant now) {
  const auto counted = count(where, view, now);
  int total = 0;
  for (const auto& x : counted)
    total += x.bookings;
  const auto best = best_of(counted);
  if (total < enough_history || best.empty())
    return {defaults.begin(), defaults.end()};
  std::vector<popular_time> found;
  for (const auto i : best)
    found.push_back({weekday{static_cast<unsigned>(i / 24)}, hours{i % 24}, counted[i].bookings});
  return found;
}

} // namespace quickbooking
