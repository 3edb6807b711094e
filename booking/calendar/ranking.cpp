#include "booking/calendar/ranking.hpp"

#include "booking/calendar/zone.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>

namespace quickbooking {

namespace {

/// A ranked opening with what only the order needs. All distances without sign.
struct candidate {
  ranked_opening shown;
  bool same_master;
  bool usual_hour;
  int days;
  int minutes;
  std::uint64_t order = 0; ///< what it is sorted by first
};

/// One number that sorts like these, the first of them first; none is negative.
template <class... Parts>
std::uint64_t packed(Parts... parts) {
  constexpr int bits = 12; // a day has 1,440 minutes
  static_assert(sizeof...(parts) * bits <= 64);
  constexpr std::uint64_t most = (1U << bits) - 1;
  std::uint64_t all = 0;
  ((all = all << bits | std::min(static_cast<std::uint64_t>(parts), most)), ...);
  return all;
}

bool is_usual_hour(const opening& x, const wish& wanted) {
  using std::chrono::floor;
  using std::chrono::hours;
  return wanted.usual_time && floor<hours>(x.time_of_day) == floor<hours>(*wanted.usual_time);
}

/// The six tiers, from "that day, that master, about that time" to the rest.
int tier_of(const candidate& x) {
  if (x.days == 0 && x.same_master && x.minutes <= 120)
    return 1;
  if (x.days == 1 && x.same_master && x.minutes <= 30)
    return 2;
  if (x.days == 0 && x.same_master)
    return 3;
  if (x.days <= 3 && x.minutes <= 60)
    return 4;
  if (x.days == 7 && x.minutes <= 60)
    return 5;
  return 6;
}

candidate measure(const opening& x, const wish& wanted) {
  ranked_opening shown{x};
  if (wanted.date)
    shown.day_distance = days_between(*wanted.date, x.date);
  if (wanted.time)
    shown.minute_distance = static_cast<int>((x.time_of_day - *wanted.time).count());
  candidate found{shown, wanted.who == nullptr || wanted.who->id == x.who->id,
                  is_usual_hour(x, wanted), std::abs(shown.day_distance),
                  std::abs(shown.minute_distance)};
  found.shown.tier = tier_of(found);
  return found;
}

std::vector<candidate> measure_all(const std::vector<opening>& openings, const wish& wanted) {
  std::vector<candidate> all;
  all.reserve(openings.size());
  for (const auto& x : openings)
    all.push_back(measure(x, wanted));
  return all;
}

/// Sorts by `key`, then by what every order ends with, and gives out the stars.
template <class Key>
std::vector<ranked_opening> sorted(std::vector<candidate> all, Key key) {
  for (auto& x : all)
    x.order = key(x);
  std::ranges::sort(all, {}, [](const candidate& x) {
    const auto& o = x.shown.what;
    return std::tie(x.order, o.start, o.who->name, o.who->id);
  });
  std::vector<ranked_opening> shown;
  shown.reserve(all.size());
  int stars = 3;
  for (auto& x : all) {
    x.shown.star = x.shown.tier <= 4 && stars-- > 0;
    shown.push_back(x.shown);
  }
  return shown;
}

} // namespace

std::vector<ranked_opening> rank(std::vector<opening> openings, const wish& wanted) {
  return sorted(measure_all(openings, wanted), [](const candidate& x) {
    return packed(x.shown.tier, !x.usual_hour, x.days, x.minutes, !x.same_master);
  });
}

std::vector<ranked_opening> same_day_other_time(std::vector<opening> openings, const wish& wanted) {
  std::erase_if(openings, [&](const opening& x) { return wanted.date != x.date; });
  return sorted(measure_all(openings, wanted),
                [](const candidate& x) { return packed(x.minutes, !x.same_master); });
}

std::vector<ranked_opening> other_day_same_time(std::vector<opening> openings, const wish& wanted) {
  auto all = measure_all(openings, wanted);
  std::erase_if(all,
                [](const candidate& x) { return x.days == 0 || x.days > 14 || x.minutes > 60; });
  return sorted(std::move(all),
                [](const candidate& x) { return packed(x.days, x.minutes, !x.same_master); });
}

std::string_view proximity_label(const ranked_opening& x) {
  const auto days = std::abs(x.day_distance);
  const auto minutes = std::abs(x.minute_distance);
  if (x.tier == 1 && days == 0 && minutes == 0)
    return "exact";
  if (days == 0)
    return minutes <= 60 ? "close" : "same-day";
  return days <= 7 ? "same-week" : "alternative";
}

} // namespace quickbooking
