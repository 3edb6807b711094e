#include "booking/reading/when/dates.hpp"

namespace quickbooking {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

date_mention relative(std::size_t length, year_month_day today, int shift, bool is_week = false) {
  return {length,   year_month_day{sys_days{today} + days{shift}}, {}, which_week::bare, is_week,
          shift < 0};
}

/// "in two days", "через неделю", "בעוד יומיים"
date_mention in_some_time(const marked_text& text, std::size_t i, year_month_day today) {
  const auto joined = text.value(i + 1, tag::days);
  if (joined)
    return relative(2, today, *joined, *joined >= 7);
  if (text.value(i + 1, tag::unit) == 7)
    return relative(2, today, 7, true);
  const auto n = text.count(i + 1);
  const auto unit = text.value(i + 2, tag::unit);
  if (n && unit && *n > 0 && *n <= 60)
    return relative(3, today, *n * *unit, *unit == 7);
  return {};
}

/// "two days from now"
date_mention some_time_from_now(const marked_text& text, std::size_t i, year_month_day today) {
  const auto n = text.count(i);
  const auto unit = text.value(i + 1, tag::unit);
  if (n && unit && *n > 0 && *n <= 60 && text.has(i + 2, tag::from_now))
    return relative(3, today, *n * *unit, *unit == 7);
  return {};
}

/// Saturday, of this week or the next.
date_mention weekend(const marked_text& text, std::size_t i, language lang, year_month_day today) {
  const auto skipped = text.has(i, tag::next) ? 1u : 0u;
  if (!text.has(i + skipped, tag::weekend))
    return {};
  const auto next = skipped == 1 || text.has(i + 1, tag::next);
  const auto is_sunday = weekday{sys_days{today}} == std::chrono::Sunday;
  if (is_sunday && !next)
    return relative(1 + skipped, today, 0);
  const auto day
      = resolve(std::chrono::Saturday, next ? which_week::next : which_week::coming, lang, today);
  return {1 + skipped, day, {}, which_week::bare, false, false};
}

} // namespace

date_mention relative_date_at(const marked_text& text, std::size_t i, language lang,
                              year_month_day today) {
  if (const auto shift = text.value(i, tag::day_shift))
    return relative(1, today, *shift);
  if (text.has(i, tag::in))
    if (const auto found = in_some_time(text, i, today); found.length > 0)
      return found;
  if (const auto found = some_time_from_now(text, i, today); found.length > 0)
    return found;
  if (text.has(i, tag::next_week))
    return {1, sys_days{week_start(lang, today)} + days{7}, {}, which_week::bare, true, false};
  return weekend(text, i, lang, today);
}

date_mention date_at(const marked_text& text, std::size_t i, language lang, year_month_day today) {
  if (const auto x = numeric_date_at(text, i, lang, today); x.length > 0)
    return x;
  if (const auto x = written_date_at(text, i, today); x.length > 0)
    return x;
  if (const auto x = relative_date_at(text, i, lang, today); x.length > 0)
    return x;
  if (const auto x = weekday_at(text, i, lang, today); x.length > 0)
    return x;
  return month_day_at(text, i, today);
}

// -- days ---

std::optional<year_month_day> next_such(std::chrono::month m, std::chrono::day d,
                                        year_month_day today) {
  for (auto year = today.year(); year <= today.year() + std::chrono::years{8}; ++year)
    if (const year_month_day date{year, m, d}; date.ok() && date >= today)
      return date;
  return std::nullopt;
}

year_month_day week_start(language lang, year_month_day date) {
  const auto first = lang == language::he ? std::chrono::Sunday : std::chrono::Monday;
  return sys_days{date} - (weekday{sys_days{date}} - first);
}

year_month_day resolve(weekday day, which_week week, language lang, year_month_day today) {
  const auto now = sys_days{today};
  if (week == which_week::next) {
    const auto start = sys_days{week_start(lang, today)} + days{7};
    return start + (day - weekday{start});
  }
  const auto ahead = day - weekday{now};
  return now + (week == which_week::bare && ahead == days{0} ? days{7} : ahead);
}

} // namespace quickbooking
