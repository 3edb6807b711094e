#include "booking/reading/when/times.hpp"

#include "booking/reading/when/dates.hpp"

namespace quickbooking {

namespace {

using std::chrono::minutes;

constexpr minutes noon{720};

enum class bound { exact, after, before };

/// The words before a time: "at", "around 3", "после", "a las", a Hebrew prefix.
struct introduction {
  std::size_t length = 0;
  bool is_there = false;
  bool is_range = false; ///< "between": a time only if a second one follows
  bound which = bound::exact;
};

introduction introduction_at(const marked_text& text, std::size_t i) {
  introduction x;
  for (auto at = i; at < i + 3; ++at, ++x.length) {
    const auto is_at = text.has(at, tag::at) || text.is_sign(at, u'@');
    if (text.has(at, tag::after))
      x.which = bound::after;
    else if (text.has(at, tag::before))
      x.which = bound::before;
    else if (!is_at && !text.has(at, tag::between))
      break;
    x.is_range = text.has(at, tag::between);
    x.is_there = x.is_there || is_at || x.which != bound::exact;
  }
  x.length += x.length > 0 && text.is_hyphen(i + x.length) ? 1 : 0;
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

part_of_day part_within(named_time x, bound which) {
  const auto t = settle(x, std::nullopt);
  return which == bound::after ? part_after(t) : part_before(t);
}

/// The second time of a range: "... and 5", "-5pm", "ל-5"; its length counts the words before it.
clock_reading range_end_at(const marked_text& text, std::size_t i) {
  if (!text.has(i, tag::until) && !text.is_hyphen(i))
    return {};
  auto j = i;
  while (j < i + 3 && (text.has(j, tag::until) || text.is_hyphen(j) || text.has(j, tag::at)))
    ++j;
  auto end = clock_at(text, j, true);
  end.length += end.length > 0 ? j - i : 0;
  return end;
}

/// "3-5pm": the end tells the half of the day in which the beginning is.
void take_half_from(const clock_reading& end, named_time& begin) {
  const auto later = begin.time % noon + noon;
  if (end.length == 0 || end.time.is_open || !begin.is_open)
    return;
  begin.is_open = false;
  if (begin.time < noon && later < end.time.time)
    begin.time = later;
}

bool is_followed_by_amount(const marked_text& text, std::size_t i) {
  return text.has(i, tag::people) || text.has(i, tag::currency) || text.has(i, tag::minutes)
         || text.has(i, tag::unit) || text.is_sign(i, u'%') || text.is_sign(i, u'$');
}

/// "una manicura" is no one o'clock, unless a word says that an hour follows.
bool is_article(const marked_text& text, std::size_t i) {
  return !text.digits(i) && text.number(i) == 1;
}

/// A clock after its introduction, if it is a time at all.
time_mention after_introduction(const marked_text& text, std::size_t i, const introduction& intro,
                                bool follows_day) {
  const auto has_prefix = i < text.size() && text[i].has_prefix && text.has(i, tag::number);
  const auto is_announced = intro.is_there || has_prefix || (follows_day && !is_article(text, i));
  auto at = clock_at(text, i, is_announced);
  if (at.length == 0 || (!at.is_evident && is_followed_by_amount(text, i + at.length)))
    return {};
  const auto end = range_end_at(text, i + at.length);
  const auto is_range = end.length > 0 && (intro.is_range || end.is_evident);
  if (!at.is_evident && !is_announced && !is_range)
    return {};
  take_half_from(end, at.time);
  time_mention x{intro.length + at.length + end.length, at.time, {}, {}};
  if (end.length > 0)
    x.until = end.time;
  else if (intro.which != bound::exact)
    x.part = part_within(at.time, intro.which);
  return x;
}

/// "at" may also stand before a date: "ב-5 בנובמבר".
bool is_date(const marked_text& text, std::size_t i, language lang) {
  constexpr std::chrono::year_month_day any_day{std::chrono::year{2000} / 1 / 1};
  return numeric_date_at(text, i, lang, any_day).length > 0
         || written_date_at(text, i, any_day).length > 0
         || month_day_at(text, i, any_day).length > 0;
}

} // namespace

minutes settle(named_time x, std::optional<part_of_day> said) {
  if (!x.is_open || said == part_of_day::morning || x.time >= noon)
    return x.time;
  const auto afternoon = said == part_of_day::afternoon && x.time < minutes{600};
  if (said == part_of_day::evening || afternoon || x.time < minutes{480})
    return x.time + noon;
  return x.time;
}

time_mention time_at(const marked_text& text, std::size_t i, language lang, bool follows_day) {
  const auto intro = introduction_at(text, i);
  const auto at = i + intro.length;
  if (intro.length > 0 && is_date(text, at, lang))
    return {};
  return after_introduction(text, at, intro, follows_day);
}

} // namespace quickbooking
