#include "booking/calendar/ranking.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>

namespace quickbooking {

namespace {

/// An opening measured against a wish. `days` and `minutes` are without sign.
struct candidate {
  const opening* what;
  int day_distance;
  int minute_distance;
  int days;
  int minutes;
  int tier;
  bool same_master;
  bool usual_hour;
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

/// A wish, prepared for many openings.
class yardstick {
public:
  explicit yardstick(const wish& wanted) : wanted_(wanted) {
    if (wanted.date)
      day_ = *wanted.date;
  }

  candidate measure(const opening& x) const {
    const auto day
        = wanted_.date ? static_cast<int>((std::chrono::sys_days{x.date} - day_).count()) : 0;
    const auto minute
        = wanted_.time ? static_cast<int>((x.time_of_day - *wanted_.time).count()) : 0;
    candidate found{&x,
                    day,
                    minute,
                    std::abs(day),
                    std::abs(minute),
                    0,
                    is_same_master(x),
                    is_usual_hour(x, wanted_)};
    found.tier = tier_of(found);
    return found;
  }

  std::vector<candidate> measure_all(const std::vector<opening>& openings) const {
    std::vector<candidate> all;
    all.reserve(openings.size());
    for (const auto& x : openings)
      all.push_back(measure(x));
    return all;
  }

private:
  bool is_same_master(const opening& x) const {
    return wanted_.who == nullptr || wanted_.who == x.who || wanted_.who->id == x.who->id;
  }

  const wish& wanted_;
  std::chrono::sys_days day_{};
};

bool comes_before(const candidate& a, const candidate& b) {
  const auto place = [](const candidate& x) { return std::tie(x.order, x.what->start); };
  if (place(a) != place(b))
    return place(a) < place(b);
  const auto name = [](const candidate& x) { return std::tie(x.what->who->name, x.what->who->id); };
  return name(a) < name(b);
}

/// Sorts by `key`, then by what every order ends with, keeps the first, and gives out the stars.
template <class Key>
std::vector<ranked_opening> sorted(std::vector<candidate> all, std::size_t at_most, Key key) {
  for (auto& x : all)
    x.order = key(x);
  const auto kept = all.begin() + static_cast<std::ptrdiff_t>(std::min(at_most, all.size()));
  std::ranges::partial_sort(all, kept, comes_before);
  std::vector<ranked_opening> shown;
  shown.reserve(std::min(at_most, all.size()));
  int stars = 3;
  for (auto x = all.begin(); x != kept; ++x) {
    const auto star = x->tier <= 4 && stars-- > 0;
    shown.push_back({*x->what, x->tier, star, x->day_distance, x->minute_distance});
  }
  return shown;
}

} // namespace

std::vector<ranked_opening> rank(const std::vector<opening>& openings, const wish& wanted,
                                 std::size_t at_most) {
  return sorted(yardstick{wanted}.measure_all(openings), at_most, [](const candidate& x) {
    return packed(x.tier, !x.usual_hour, x.days, x.minutes, !x.same_master);
  });
}

std::vector<ranked_opening> same_day_other_time(const std::vector<opening>& openings,
                                                const wish& wanted) {
  auto all = yardstick{wanted}.measure_all(openings);
  std::erase_if(all, [&](const candidate& x) { return wanted.date != x.what->date; });
  return sorted(std::move(all), all_of_them,
                [](const candidate& x) { return packed(x.minutes, !x.same_master); });
}

std::vector<ranked_opening> other_day_same_time(const std::vector<opening>& openings,
                                                const wish& wanted) {
  auto all = yardstick{wanted}.measure_all(openings);
  std::erase_if(all,
                [](const candidate& x) { return x.days == 0 || x.days > 14 || x.minutes > 60; });
  return sorted(std::move(all), all_of_them,
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
