#include "booking/reading/when/when.hpp"

#include "booking/reading/when/dates.hpp"
#include "booking/reading/when/noise.hpp"
#include "booking/reading/when/times.hpp"

namespace quickbooking {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

/// Goes through a text once and keeps the first of each sort.
class collector {
public:
  collector(const marked_text& text, language lang, const civil_time& now)
      : text_{text},
        lang_{lang},
        now_{now},
        is_change_{text.mentions(tag::change)} {}

  when collect() {
    for (std::size_t i = 0; i < text_.size();)
      i += take(i);
    return result();
  }

private:
  std::size_t take(std::size_t i) {
    const auto n = take_date(i);
    if (n > 0)
      return n;
    const auto still_follows = text_.is_sign(i, u',') || text_.has(i, tag::part);
    const auto follows_day = std::exchange(follows_day_, still_follows && follows_day_);
    if (const auto skipped = noise_at(text_, i); skipped > 0)
      return skipped;
    if (const auto waited = take_wait(i); waited > 0)
      return waited;
    if (const auto timed = take_time(i, follows_day); timed > 0)
      return timed;
    take_part(i);
    return 1;
  }

  std::size_t take_date(std::size_t i) {
    const auto x = date_at(text_, i, lang_, now_.date);
    if (x.length == 0)
      return 0;
    take_part(i);
    follows_day_ = true;
    if (!is_ruled_out(i, x.length))
      keep(x);
    return x.length;
  }

  /// "not on Friday", "в пятницу не могу"; in Hebrew "no" is also "not"
  bool is_ruled_out(std::size_t i, std::size_t length) const {
    auto before = i;
    while (before > 0
           && (text_.has(before - 1, tag::at) || text_.has(before - 1, tag::on)
               || text_.has(before - 1, tag::day_intro)))
      --before;
    const auto after = i + length;
    const auto* no = before > 0 ? text_.find(before - 1, tag::no) : nullptr;
    return (before > 0 && text_.has(before - 1, tag::negation)) || text_.has(after, tag::negation)
           || text_.has(after, tag::no) || (no != nullptr && no->lang == language::he);
  }

  void keep(const date_mention& x) {
    if (x.is_over)
      is_past_ = true;
    else if (x.is_week)
      week_ = week_ ? week_ : x.date;
    else
      keep_day(x);
  }

  void keep_day(const date_mention& x) {
    if (!first_ || is_change_)
      first_ = x;
    else if (x.date && !first_->date && weekday{sys_days{*x.date}} == first_->day)
      first_->date = x.date;
    else if (x.day && !first_->day && weekday{sys_days{*first_->date}} == x.day)
      first_->day = x.day;
  }

  /// "in two hours"
  std::size_t take_wait(std::size_t i) {
    const auto n = text_.count(i + 1);
    const auto hours = text_.value(i + (n ? 2 : 1), tag::hours);
    if (!text_.has(i, tag::in) || !hours || (n && (*n < 1 || *n > 24)) || time_)
      return 0;
    const auto at = now_.time_of_day + minutes{60 * (n ? *n : *hours) + 29};
    const auto rounded = at - at % minutes{30};
    time_ = named_time{rounded % days{1}, false};
    keep_day({1, sys_days{now_.date} + std::chrono::floor<days>(rounded), {}, {}, {}, {}});
    return n ? 3 : 2;
  }

  std::size_t take_time(std::size_t i, bool follows_day) {
    const auto x = time_at(text_, i, lang_, follows_day);
    if (x.length == 0)
      return 0;
    if (x.part)
      part_ = part_ ? part_ : x.part;
    else if (!time_ || is_change_)
      time_ = is_change_ && x.until ? *x.until : x.time;
    return x.length;
  }

  void take_part(std::size_t i) {
    if (const auto x = text_.value(i, tag::part); x && !part_)
      part_ = static_cast<part_of_day>(*x);
  }

  when result() const {
    when x;
    if (time_)
      x.time = settle(*time_, part_);
    else
      x.part = part_;
    x.date = date(x.time);
    if (x.date && first_ && first_->day == weekday{sys_days{*x.date}})
      x.day = first_->day;
    x.is_past = is_past_ && !x.date;
    return x;
  }

  std::optional<year_month_day> date(std::optional<minutes> time) const {
    if (!first_)
      return week_;
    if (first_->date)
      return first_->date;
    if (week_) {
      const auto start = sys_days{week_start(lang_, *week_)};
      return start + (*first_->day - weekday{start});
    }
    const auto is_today = first_->day == weekday{sys_days{now_.date}};
    if (is_today && first_->week == which_week::bare && time && *time > now_.time_of_day)
      return now_.date;
    return resolve(*first_->day, first_->week, lang_, now_.date);
  }

  const marked_text& text_;
  const language lang_;
  const civil_time& now_;
  const bool is_change_; ///< of an appointment: what it is moved to is said last
  std::optional<date_mention> first_;
  std::optional<year_month_day> week_;
  std::optional<named_time> time_;
  std::optional<part_of_day> part_;
  bool is_past_ = false;
  bool follows_day_ = false;
};

} // namespace

when read_when(const marked_text& text, language lang, const civil_time& now) {
  return collector{text, lang, now}.collect();
}

} // namespace quickbooking
