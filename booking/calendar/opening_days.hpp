#pragma once

#include "booking/calendar/calendar_view.hpp"
#include "booking/calendar/working_time.hpp"
#include "booking/catalog/salon.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace quickbooking {

/// How far ahead slots are searched (design.md section 8).
inline constexpr int search_days = 30;

/// A free time of one master for one service, before it is shown.
struct opening {
  const master* who = nullptr;
  instant start;
  std::chrono::year_month_day date;    ///< salon's civil date
  std::chrono::minutes time_of_day{0}; ///< salon's civil time
};

struct opening_query {
  const salon* where = nullptr;
  const service* what = nullptr;
  const master* who = nullptr; ///< null: every active master who does the service
  std::chrono::year_month_day first_day;
  int days = search_days;                               ///< civil days from `first_day` on
  std::chrono::minutes earliest{0};                     ///< time of day
  std::chrono::minutes before = std::chrono::hours{24}; ///< nothing starts then or later in the day
};

/// The free openings of a query. A day is searched when it is first looked at: hardly anybody is
/// shown more than a few of them. Rules of product.md section 3: salon and master hours cut, on the
/// salon's grid, breaks and bookings are skipped, nothing starts before `now`, DST gaps and repeats
/// handled, services may cross midnight where the hours do.
///
/// The view and what the query points to must outlive it. For one thread.
class opening_days {
public:
  opening_days(const opening_query& query, const calendar_view& view, instant now);

  /// The query's days that are not over.
  const day_span& span() const { return span_; }

  /// Those of one day, ordered by start, then master name, then id; none outside the span. Valid as
  /// long as this.
  const std::vector<opening>& on(std::chrono::year_month_day date) const;

  /// Those of the span within `days` civil days from `first` on, in the same order.
  std::vector<opening> within(std::chrono::year_month_day first, int days) const;

  bool any_within(std::chrono::year_month_day first, int days) const;

  std::vector<opening> all() const { return within(span_.first, span_.days); }
  bool empty() const { return !any_within(span_.first, span_.days); }

private:
  std::vector<opening> search(std::chrono::year_month_day date) const;

  const salon* where_;
  const service* what_;
  const calendar_view* view_;
  instant now_;
  std::chrono::minutes earliest_;
  std::chrono::minutes before_;
  std::vector<const master*> masters_;
  mutable zone_clock clock_;
  day_span span_;
  mutable std::vector<std::optional<std::vector<opening>>> found_; ///< by day of the span
};

} // namespace quickbooking
