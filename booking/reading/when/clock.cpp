#include "booking/reading/when/dates.hpp"
#include "booking/reading/when/times.hpp"

namespace quickbooking {

namespace {

using std::chrono::minutes;

constexpr minutes hour{60};
constexpr minutes noon{720};
constexpr minutes day{1440};

/// An hour and perhaps minutes, before what follows is looked at.
struct figures {
  std::size_t length = 0;
  minutes time{0};
  bool is_open = false;
  bool is_evident = false;
};

bool opens(int h, std::size_t digits_with_zero) {
  return h >= 1 && h <= 12 && digits_with_zero == 0;
}

/// 1 if the number is written like "08".
std::size_t leading_zero(const marked_text& text, std::size_t i) {
  return text.digit_count(i) == 2 && *text.digits(i) < 10 ? 1 : 0;
}

figures made(const marked_text& text, std::size_t i, std::size_t length, int h, int m,
             bool evident) {
  if (h > 24 || m > 59 || (h == 24 && m > 0))
    return {};
  return {length, (hour * h + minutes{m}) % day, opens(h, leading_zero(text, i)), evident};
}

std::optional<int> two_digits(const marked_text& text, std::size_t i) {
  return text.digit_count(i) == 2 ? text.digits(i) : std::nullopt;
}

/// "15:30", "15.30", "15h30"
figures with_minutes(const marked_text& text, std::size_t i, int h) {
  const auto m = two_digits(text, i + 2);
  const auto joined = text.is_glued(i + 2);
  if (text.is_sign(i + 1, u':') && m)
    return made(text, i, 3, h, *m, true);
  if (text.is_sign(i + 1, u'.') && m && joined && text.is_glued(i + 1)
      && !(text.is_sign(i + 3, u'.') && text.digits(i + 4)))
    return made(text, i, 3, h, *m, true);
  if (text.has(i + 1, tag::oclock) && m && joined)
    return made(text, i, 3, h, *m, true);
  return {};
}

/// "330" and "1530"
figures run_together(const marked_text& text, std::size_t i, int n, bool is_introduced) {
  const auto marked = text.has(i + 1, tag::meridiem) || text.has(i + 1, tag::oclock);
  if (!is_introduced && !marked)
    return {};
  const auto early = text.digit_count(i) == 3;
  const auto x = made(text, i, 1, n / 100, n % 100, marked);
  return {x.length, x.time, x.is_open && (early || n < 1300), x.is_evident};
}

bool is_spoken_minute(std::optional<int> n) { return n && *n >= 10 && *n <= 59 && *n % 5 == 0; }

/// "three thirty", and "3 30" where a time was announced
figures with_spoken_minutes(const marked_text& text, std::size_t i, int h, bool is_introduced) {
  const auto spoken = !text.digits(i) && !text.digits(i + 1);
  const auto written = is_introduced && two_digits(text, i + 1).has_value();
  const auto m = text.number(i + 1);
  if (h > 12 && !written)
    return {};
  if ((spoken || written) && is_spoken_minute(m) && !turns_into_time(text, i + 2))
    return made(text, i, 2, h, *m, spoken);
  return {};
}

/// "17 часов 30 минут"
figures with_spelled_minutes(const marked_text& text, std::size_t i, int h, bool is_introduced) {
  const auto m = text.number(i + 2);
  const auto has_minutes = is_introduced && m && text.has(i + 3, tag::minutes);
  return has_minutes ? made(text, i, 4, h, *m, true) : made(text, i, 2, h, 0, is_introduced);
}

/// An hour with what may follow it: "3 o'clock", "tres y media", "cuatro menos cuarto"
figures bare_hour(const marked_text& text, std::size_t i, int h, bool is_introduced) {
  auto x = made(text, i, 1, h, 0, false);
  if (x.length == 0)
    return x;
  if (const auto more = text.value(i + 1, tag::plus_minutes))
    return {2, x.time + minutes{*more}, x.is_open, true};
  if (const auto less = text.value(i + 1, tag::less_minutes))
    return {2, (x.time + day - minutes{*less}) % day, x.is_open, true};
  if (text.has(i + 1, tag::oclock))
    return {2, x.time, x.is_open, true};
  if (text.has(i + 1, tag::hours))
    return with_spelled_minutes(text, i, h, is_introduced || h > 12);
  return x;
}

figures hour_at(const marked_text& text, std::size_t i, bool is_introduced) {
  const auto n = text.number(i);
  if (!n || *n < 0 || text.digit_count(i) > 4)
    return {};
  if (text.digit_count(i) > 2)
    return run_together(text, i, *n, is_introduced);
  if (const auto x = with_minutes(text, i, *n); x.length > 0)
    return x;
  if (const auto x = with_spoken_minutes(text, i, *n, is_introduced); x.length > 0)
    return x;
  return bare_hour(text, i, *n, is_introduced);
}

/// Hebrew says "ten" of minutes only before a joined "to".
bool is_joined_to(const marked_text& text, std::size_t minutes_at, std::size_t hour_at) {
  const auto is_hebrew = text.find(minutes_at, tag::to_minutes)->lang == language::he;
  return !is_hebrew || (hour_at < text.size() && text[hour_at].has_prefix);
}

/// "half past three", "quarter to six", "половина третьего", "רבע לחמש"
figures relative_to_hour(const marked_text& text, std::size_t i) {
  const auto past = text.value(i, tag::past_minutes);
  const auto to = text.value(i, tag::to_minutes);
  if (!past && !to)
    return {};
  auto j = i + 1;
  while (text.has(j, tag::at) || text.is_hyphen(j))
    ++j;
  if (to && j == i + 1 && !is_joined_to(text, i, j))
    return {};
  const auto spoken = text.number(j);
  const auto h = spoken ? spoken : text.value(j, tag::ordinal);
  if (!h || *h < 1 || *h > 12 || text.digit_count(j) > 2)
    return {};
  const auto time = hour * *h + (past ? minutes{*past} : -minutes{*to});
  return {j + 1 - i, (time + noon) % noon + (time < hour || time >= noon ? noon : minutes{0}), true,
          true};
}

figures figures_at(const marked_text& text, std::size_t i, bool is_introduced) {
  if (const auto x = relative_to_hour(text, i); x.length > 0)
    return x;
  if (const auto fixed = text.value(i, tag::clock))
    return {1, minutes{*fixed}, true, true};
  return hour_at(text, i, is_introduced);
}

enum half { am, afternoon, pm, night };

std::optional<half> half_at(const marked_text& text, std::size_t i) {
  if (const auto x = text.value(i, tag::meridiem))
    return static_cast<half>(*x);
  if (const auto x = text.value(i, tag::part))
    return *x == 0 ? am : *x == 1 ? afternoon : pm;
  return std::nullopt;
}

/// A time on the 12-hour dial, in the half of the day that was said.
minutes in_half(minutes time, half x) {
  const auto h = time / hour;
  if (x == am || (x == night && (h < 4 || h == 12)))
    return time % noon;
  if (h == 12)
    return x == pm && time == noon ? noon : time;
  return x == afternoon && h > 9 ? time : time % noon + noon;
}

} // namespace

clock_reading clock_at(const marked_text& text, std::size_t i, bool is_introduced) {
  if (const auto fixed = text.value(i, tag::moment))
    return {1, {minutes{*fixed}, false}, true};
  const auto x = figures_at(text, i, is_introduced);
  if (x.length == 0)
    return {};
  const auto said = half_at(text, i + x.length);
  if (!said)
    return {x.length, {x.time, x.is_open}, x.is_evident};
  // "3 дня" is three in the afternoon, or three days.
  const auto is_evident = x.is_evident || !text.has(i + x.length, tag::unit);
  return {x.length + 1, {x.is_open ? in_half(x.time, *said) : x.time, false}, is_evident};
}

bool turns_into_time(const marked_text& text, std::size_t i) {
  constexpr tag sorts[] = {tag::oclock,       tag::hours,  tag::minutes,  tag::plus_minutes,
                           tag::less_minutes, tag::people, tag::currency, tag::unit};
  for (const auto what : sorts)
    if (text.has(i, what))
      return true;
  return (text.has(i, tag::meridiem) && !text.has(i, tag::part))
         || (text.is_sign(i, u':') && text.is_glued(i + 1));
}

} // namespace quickbooking
