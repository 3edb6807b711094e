#include "booking/reading/when/dates.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

/// Marks beside which "sat" is a Saturday and "mar" a Tuesday.
bool speaks_of_days(const marked_text& text, std::size_t i) {
  constexpr tag sorts[] = {tag::on,     tag::next,     tag::coming, tag::day_intro, tag::at,
                           tag::part,   tag::meridiem, tag::moment, tag::service,   tag::month,
                           tag::number, tag::until,    tag::after,  tag::next_week, tag::filler};
  const auto has = [&](tag what) { return text.has(i, what); };
  return text.digits(i) || std::any_of(std::begin(sorts), std::end(sorts), has)
         || text.is_sign(i, u',') || (i < text.size() && text[i].is_name);
}

/// "I sat", "the sun".
bool is_subject(const marked_text& text, std::size_t i) {
  constexpr std::u16string_view subjects[] = {u"i", u"he", u"she", u"we", u"they", u"the", u"a"};
  const auto word = i < text.size() ? text.words().text(text[i].first) : std::u16string_view{};
  return std::find(std::begin(subjects), std::end(subjects), word) != std::end(subjects);
}

bool is_weekday(const marked_text& text, std::size_t i) {
  const auto* x = text.find(i, tag::weekday);
  if (x == nullptr || text.has(i + 1, tag::option) || text.has(i + 1, tag::people))
    return false;
  if (!x->is_weak)
    return true;
  if (i > 0 && is_subject(text, i - 1))
    return false;
  const auto is_last
      = i + 1 == text.size() || text.is_sign(i + 1, u'?') || text.is_sign(i + 1, u'.');
  return is_last || speaks_of_days(text, i + 1) || (i > 0 && speaks_of_days(text, i - 1));
}

/// The date within five weeks that has both this weekday and this number.
std::optional<year_month_day> matching(weekday wanted, int number, year_month_day today) {
  for (auto t = sys_days{today}; t < sys_days{today} + days{35}; t += days{1})
    if (weekday{t} == wanted && year_month_day{t}.day() == day{static_cast<unsigned>(number)})
      return year_month_day{t};
  return std::nullopt;
}

struct numbered_day {
  std::size_t length = 0; ///< marks after the weekday
  std::optional<year_month_day> date;
};

/// "viernes 30": the date, if it is one. English says "Friday 3" of an hour, and "Friday 30" of a
/// date only where no hour is possible.
numbered_day numbered_at(const marked_text& text, std::size_t i, weekday wanted, language lang,
                         year_month_day today) {
  const auto j = text.is_sign(i, u',') || text.has(i, tag::day_intro) ? i + 1 : i;
  const auto written = text.digit_count(j) <= 2 ? text.digits(j) : std::nullopt;
  const auto n = written ? written : text.value(j, tag::ordinal);
  const auto is_marked = !written || text.has(j + 1, tag::day_mark);
  const auto goes_on = turns_into_time(text, j + 1) || text.has(j + 1, tag::month)
                       || text.is_sign(j + 1, u'/') || text.is_sign(j + 1, u'-');
  if (!n || *n < 1 || *n > 31 || goes_on || (lang == language::en && !is_marked && *n <= 12))
    return {};
  return {j + 1 - i, matching(wanted, *n, today)};
}

struct direction {
  std::size_t length = 0;
  which_week week = which_week::bare;
  bool is_over = false;
};

direction direction_at(const marked_text& text, std::size_t i) {
  if (text.has(i, tag::next))
    return {1, which_week::next, false};
  if (text.has(i, tag::coming))
    return {1, which_week::coming, false};
  if (text.has(i, tag::last))
    return {1, which_week::bare, true};
  return {};
}

} // namespace

date_mention weekday_at(const marked_text& text, std::size_t i, language lang,
                        year_month_day today) {
  const auto before = direction_at(text, i);
  const auto at = i + before.length;
  if (!is_weekday(text, at))
    return {};
  const weekday wanted{static_cast<unsigned>(text.find(at, tag::weekday)->value)};
  const auto after = before.length > 0 ? direction{} : direction_at(text, at + 1);
  const auto length = before.length + 1 + after.length;
  const auto& said = before.length > 0 ? before : after;
  if (said.is_over)
    return {length, {}, {}, which_week::bare, false, true};
  if (const auto x = numbered_at(text, at + 1, wanted, lang, today); x.date && said.length == 0)
    return {length + x.length, x.date, wanted, said.week, false, false};
  return {length, {}, wanted, said.week, false, false};
}

date_mention month_day_at(const marked_text& text, std::size_t i, year_month_day today) {
  const auto intro = text.value(i, tag::day_intro);
  const auto at = i + (intro ? 1 : 0);
  const auto written = text.digit_count(at) <= 2 ? text.digits(at) : std::nullopt;
  const auto ordinal = text.value(at, tag::ordinal);
  const auto number = written ? written : ordinal;
  if (!number || *number < 1 || *number > 31)
    return {};
  const auto hyphen = text.is_hyphen(at + 1) ? 1u : 0u;
  const auto next = at + 1 + hyphen;
  const auto mark = text.value(next, tag::day_mark);
  const auto marked = mark && (*mark == 1 || hyphen == 1 || text.is_glued(next));
  if (!marked && (turns_into_time(text, at + 1) || intro != 1 || (ordinal && *ordinal < 5)))
    return {};
  auto date = std::optional<year_month_day>{};
  for (auto t = sys_days{today}; !date && t < sys_days{today} + days{62}; t += days{1})
    if (year_month_day{t}.day() == day{static_cast<unsigned>(*number)})
      date = year_month_day{t};
  return {marked ? next + 1 - i : at + 1 - i, date, {}, which_week::bare, false, false};
}

} // namespace quickbooking
