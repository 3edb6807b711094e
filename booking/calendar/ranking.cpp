#include "booking/calendar/ranking.hpp"

#include "booking/calendar/zone.hpp"

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

  /// What no opening of a day so far away is better than.
  candidate best_of_day(int days) const {
    candidate best{nullptr, days, 0, days, 0, 0, true, wanted_.usual_time.has_value()};
    best.tier = tier_of(best);
    return best;
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

// -- orders ---

using sort_order = std::uint64_t (*)(const candidate&);

std::uint64_t by_tier(const candidate& x) {
  return packed(x.tier, !x.usual_hour, x.days, x.minutes, !x.same_master);
}

std::uint64_t by_time(const candidate& x) { return packed(x.minutes, !x.same_master); }

std::uint64_t by_day(const candidate& x) { return packed(x.days, x.minutes, !x.same_master); }

/// The first few by an order and by what every order ends with.
class shortlist {
public:
  shortlist(sort_order order, std::size_t at_most) : order_(order), at_most_(at_most) {}

  void add(candidate x) {
    x.order = order_(x);
    if (first_.size() == at_most_) {
      if (first_.empty() || !comes_before(x, first_.front()))
        return;
      std::ranges::pop_heap(first_, comes_before);
      first_.pop_back();
    }
    first_.push_back(x);
    std::ranges::push_heap(first_, comes_before);
  }

  /// Nothing that sorts behind it gets in.
  std::uint64_t limit() const {
    if (first_.size() < at_most_)
      return UINT64_MAX;
    return first_.empty() ? 0 : first_.front().order;
  }

  /// Ends it; gives out the stars.
  std::vector<ranked_opening> take() {
    std::ranges::sort_heap(first_, comes_before);
    std::vector<ranked_opening> shown;
    shown.reserve(first_.size());
    int stars = 3;
    for (const auto& x : first_) {
      const auto star = x.tier <= 4 && stars-- > 0;
      shown.push_back({*x.what, x.tier, star, x.day_distance, x.minute_distance});
    }
    return shown;
  }

private:
  sort_order order_;
  std::size_t at_most_;
  std::vector<candidate> first_; ///< a heap: the last of them is its top
};

template <class Fits>
std::vector<ranked_opening> sorted(const std::vector<opening>& openings, const wish& wanted,
                                   sort_order order, Fits fits) {
  const yardstick measured{wanted};
  shortlist all{order, all_of_them};
  for (const auto& each : openings)
    if (const auto x = measured.measure(each); fits(x))
      all.add(x);
  return all.take();
}

/// How far the days of a span are from a wished one, without sign.
struct distances {
  int nearest;
  int farthest;
};

distances distances_of(const day_span& span, std::chrono::year_month_day wished) {
  const auto to_first = days_between(wished, span.first);
  const auto to_last = to_first + span.days - 1;
  return {std::max({0, to_first, -to_last}), std::max(std::abs(to_first), std::abs(to_last))};
}

} // namespace

std::vector<ranked_opening> rank(const std::vector<opening>& openings, const wish& wanted,
                                 std::size_t at_most) {
  const yardstick measured{wanted};
  shortlist first{by_tier, at_most};
  for (const auto& each : openings)
    first.add(measured.measure(each));
  return first.take();
}

std::vector<ranked_opening> rank(const opening_days& openings, const wish& wanted,
                                 std::size_t at_most) {
  const yardstick measured{wanted};
  shortlist first{by_tier, at_most};
  const auto add = [&](std::chrono::year_month_day date) {
    for (const auto& each : openings.on(date))
      first.add(measured.measure(each));
  };
  const auto& span = openings.span();
  if (!wanted.date) {
    for (int i = 0; i < span.days && first.limit() > by_tier(measured.best_of_day(0)); ++i)
      add(add_days(span.first, i));
    return first.take();
  }
  const auto [nearest, farthest] = distances_of(span, *wanted.date);
  for (auto away = nearest; away <= farthest; ++away) {
    if (first.limit() < by_tier(measured.best_of_day(away)))
      continue;
    add(add_days(*wanted.date, -away));
    if (away > 0)
      add(add_days(*wanted.date, away));
  }
  return first.take();
}

std::vector<ranked_opening> same_day_other_time(const std::vector<opening>& openings,
                                                const wish& wanted) {
  return sorted(openings, wanted, by_time,
                [&](const candidate& x) { return wanted.date == x.what->date; });
}

std::vector<ranked_opening> other_day_same_time(const std::vector<opening>& openings,
                                                const wish& wanted) {
  return sorted(openings, wanted, by_day,
                [](const candidate& x) { return x.days != 0 && x.days <= 14 && x.minutes <= 60; });
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
