#pragma once

#include "booking/calendar/opening_days.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace quickbooking {

/// What alternatives are measured against.
struct wish {
  std::optional<std::chrono::year_month_day> date;
  std::optional<std::chrono::minutes> time;
  const master* who = nullptr;                    ///< null: any
  std::optional<std::chrono::minutes> usual_time; ///< of a returning customer
};

struct ranked_opening {
  opening what;
  int tier = 6;            ///< 1 (best) .. 6, product.md section 7, last rule
  bool star = false;       ///< the first three of tiers 1-4
  int day_distance = 0;    ///< civil days, signed; 0 without a wished date
  int minute_distance = 0; ///< of the time of day, signed; 0 without a wished time
};

inline constexpr std::size_t all_of_them = SIZE_MAX;

/// Orders by tier, then usual hour, day distance, minute distance, same master, start, master name,
/// id, and keeps the first `at_most`. The order is total.
std::vector<ranked_opening> rank(const std::vector<opening>& openings, const wish& wanted,
                                 std::size_t at_most = all_of_them);

/// The same, looking only at days that may have one of the first.
std::vector<ranked_opening> rank(const opening_days& openings, const wish& wanted,
                                 std::size_t at_most);

/// Like `rank`, keeping only the wished day, nearest time first. Choice "same day, other time".
std::vector<ranked_opening> same_day_other_time(const std::vector<opening>& openings,
                                                const wish& wanted);

/// The wished hour (within 60 minutes) on other days up to 14 days away, nearest day first. Choice
/// "other day, same time".
std::vector<ranked_opening> other_day_same_time(const std::vector<opening>& openings,
                                                const wish& wanted);

/// `exact`, `close`, `same-day`, `same-week` or `alternative`, as the old service labels slots.
std::string_view proximity_label(const ranked_opening& x);

} // namespace quickbooking
