#include "booking/reading/times.hpp"

#include "booking/reading/dates.hpp"

namespace quickbooking {

namespace {

using std::chrono::minutes;

constexpr minutes noon{720};

enum class bound { exact, after, before };

/// The words before a time: "at", "around 3", "после", "a las", a Hebrew prefix.
struct introduction {
  std::size_t length = 0;
  bool is_there = false;
  bound which = bound::exact;
};

bool is_at(const marked_text& text, std::size_t i) {
  return text.has(i, tag::at) || text.has(i, tag::between) || text.is_sign(i, u'@');
}

introduction introduction_at(const marked_text& text, std::size_t i) {
  introduction x;
  while (x.length < 3 && i + x.length < text.size()) {
    const auto here = i + x.length;
    if (text.has(here, tag::after))
      x.which = bound::after;
    else if (text.has(here, tag::before))
      x.which = bound::before;
    else if (!is_at(text, here))
      break;
    ++x.length;
  }
  x.is_there = x.length > 0;
  x.length += x.is_there && text.is_hyphen(i + x.length) ? 1 : 0;
  return x;
}

/// The part of the day of which most lies after that time.
part_of_day part_after(minutes t) {
  return t < minutes{600}   ? part_of_day::morning
         : t < minutes{960} ? part_of_day::afternoon
                            : part_of_day::evening;
}

part_of_day part_before(minutes t) {
  return t <= noon            ? part_of_day::morning
         : t <= minutes{1080} ? part_of_day::afternoon
                              : part_of_day::evening;
}

struct range {
  clock_reading end;
  std::size_t length = 0; ///< from the end of the first clock
};

/// "... and 5", "-5pm", "ל-5"
range range_at(const marked_text& text, std::size_t i) {
  auto j = i;
  while (j < i + 3 && (text.has(j, tag::until) || text.is_hyphen(j) || text.has(j, tag::at)))
    ++j;
  const auto said = j > i && (text.has(i, tag::until) || text.is_hyphen(i));
  const auto end = said ? clock_at(text, j, true) : clock_reading{};
  return end.length > 0 ? range{end, j + end.length - i} : range{};
}

/// "3-5pm": the end tells the half of the day in which the beginning is.
void take_half_from(const range& x, clock_reading& begin) {
  const auto later = begin.time % noon + noon;
  if (x.length == 0 || !begin.is_open || x.end.is_open)
    return;
  begin.is_open = false;
  if (begin.time < noon && later < x.end.time)
    begin.time = later;
}

bool is_followed_by_amount(const marked_text& text, std::size_t i) {
  return text.has(i, tag::people) || text.has(i, tag::currency) || text.has(i, tag::minutes)
         || text.has(i, tag::unit) || text.is_sign(i, u'%') || text.is_sign(i, u'$');
}

time_mention bounded(std::size_t length, const clock_reading& at, bound which) {
  const auto t = at.is_open ? settle(at.time, std::nullopt) : at.time;
  return {length, t, false, which == bound::after ? part_after(t) : part_before(t)};
}

/// "at" may also stand before a date: "ב-5 בנובמבר".
bool is_date(const marked_text& text, std::size_t i, language lang) {
  constexpr std::chrono::year_month_day any_day{std::chrono::year{2000} / 1 / 1};
  return numeric_date_at(text, i, lang, any_day).length > 0
         || written_date_at(text, i, any_day).length > 0
         || month_day_at(text, i, any_day).length > 0;
}

/// A clock after its introduction, if it is a time at all.
time_mention announced(const marked_text& text, std::size_t i, bool is_announced,
                       const introduction& intro) {
  auto at = clock_at(text, i, is_announced);
  if (at.length == 0 || (!at.is_evident && is_followed_by_amount(text, i + at.length)))
    return {};
  const auto until = range_at(text, i + at.length);
  if (!at.is_evident && !is_announced && !(until.length > 0 && until.end.is_evident))
    return {};
  take_half_from(until, at);
  const auto length = intro.length + at.length + until.length;
  if (intro.which != bound::exact && until.length == 0)
    return bounded(length, at, intro.which);
  return {length, at.time, at.is_open, std::nullopt};
}

} // namespace

minutes settle(minutes time, std::optional<part_of_day> said) {
  const auto before_noon = time < noon;
  if (said == part_of_day::morning || !before_noon)
    return time;
  const auto afternoon = said == part_of_day::afternoon && time < minutes{600};
  if (said == part_of_day::evening || afternoon || time < minutes{480})
    return time + noon;
  return time;
}

time_mention time_at(const marked_text& text, std::size_t i, language lang, bool follows_day) {
  const auto intro = introduction_at(text, i);
  const auto at = i + intro.length;
  const auto has_prefix = at < text.size() && text[at].has_prefix && text.has(at, tag::number);
  if (intro.is_there && is_date(text, at, lang))
    return {};
  return announced(text, at, intro.is_there || has_prefix || follows_day, intro);
}

} // namespace quickbooking
