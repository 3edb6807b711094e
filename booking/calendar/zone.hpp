#pragma once

#include "messages/encoding/instant.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace date {
class time_zone;
} // namespace date

namespace quickbooking {

/// A civil time in a salon's zone.
struct civil_time {
  std::chrono::year_month_day date;
  std::chrono::minutes time_of_day; ///< 0..1439

  friend bool operator==(const civil_time&, const civil_time&) = default;
};

/// True if the time zone database knows the IANA name.
bool is_known_zone(std::string_view zone);

/// What the clock on the wall shows. `zone` must be known.
civil_time to_civil(std::string_view zone, instant t);

/// The instant of a civil time; `time_of_day` may exceed 1440 (following days). A time that a DST
/// gap skips has none; of a repeated hour the first one is meant.
std::optional<instant> to_instant(std::string_view zone, std::chrono::year_month_day date,
                                  std::chrono::minutes time_of_day);

/// The same, with the end of the gap for a time that a DST gap skips: the edges of opening hours.
instant to_instant_or_gap_end(std::string_view zone, std::chrono::year_month_day date,
                              std::chrono::minutes time_of_day);

/// Converts many times of one zone: remembers the UTC offset and how long it holds, so that most
/// conversions are an addition. For one thread.
class zone_clock {
public:
  /// `zone` must be known.
  explicit zone_clock(std::string_view zone);

  /// This thread's own clock of the zone, which must be known.
  static zone_clock& of_thread(std::string_view zone);

  civil_time to_civil(instant t);
  std::optional<instant> to_instant(std::chrono::year_month_day date,
                                    std::chrono::minutes time_of_day);
  instant to_instant_or_gap_end(std::chrono::year_month_day date, std::chrono::minutes time_of_day);

  /// When the day begins, if the clocks are known not to change from the day before to the day
  /// after: then `time_of_day` later is the instant of that time.
  std::optional<instant> begin_of_even_day(std::chrono::year_month_day date);

private:
  explicit zone_clock(const date::time_zone& zone) : zone_(&zone) {}

  void remember(std::chrono::sys_seconds t);
  bool holds_far_from_transitions(std::chrono::sys_seconds t) const;

  const date::time_zone* zone_;
  std::chrono::sys_seconds begin_{}; ///< `offset_` holds in [begin_, end_)
  std::chrono::sys_seconds end_{};
  std::chrono::seconds offset_{0};
};

/// Civil days from `a` to `b`, negative if `b` is earlier.
int days_between(std::chrono::year_month_day a, std::chrono::year_month_day b);

/// `n` civil days later.
std::chrono::year_month_day add_days(std::chrono::year_month_day date, int n);

std::chrono::weekday weekday_of(std::chrono::year_month_day date);

} // namespace quickbooking
