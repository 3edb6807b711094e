#include "messages/encoding/instant.hpp"

#include "messages/encoding/ascii.hpp"

#include <algorithm>
#include <cstdlib>

namespace quickbooking {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr instant first_instant{};
constexpr instant last_instant = sys_days{year{10000} / 1 / 1} - std::chrono::milliseconds{1};

/// True if `text` has the shape of `pattern`, where `0` stands for any digit.
constexpr bool has_shape(std::string_view text, std::string_view pattern) {
  return text.size() == pattern.size()
         && std::equal(text.begin(), text.end(), pattern.begin(),
                       [](char c, char p) { return p == '0' ? is_digit(c) : c == p; });
}

/// The number in digits whose shape was checked before.
int number_at(std::string_view text, std::size_t pos, std::size_t length) {
  return *parse_digits<int>(text.substr(pos, length));
}

/// Writes a number over the digits at a place; it has no more than these.
template <class Integer>
void write_digits(std::string& out, std::size_t pos, std::size_t count, Integer number) {
  for (auto at = pos + count; at > pos; number /= 10)
    out[--at] = static_cast<char>('0' + number % 10);
}

} // namespace

std::int64_t to_unix_ms(instant t) { return t.time_since_epoch().count(); }

instant from_unix_ms(std::int64_t ms) { return instant{std::chrono::milliseconds{ms}}; }

std::string to_iso8601(instant t) {
  const auto shown = std::clamp(t, first_instant, last_instant);
  const auto midnight = std::chrono::floor<std::chrono::days>(shown);
  const year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{shown - midnight};
  std::string out = "0000-00-00T00:00:00.000Z";
  write_digits(out, 0, 4, static_cast<int>(date.year()));
  write_digits(out, 5, 2, static_cast<unsigned>(date.month()));
  write_digits(out, 8, 2, static_cast<unsigned>(date.day()));
  write_digits(out, 11, 2, time.hours().count());
  write_digits(out, 14, 2, time.minutes().count());
  write_digits(out, 17, 2, time.seconds().count());
  write_digits(out, 20, 3, time.subseconds().count());
  return out;
}

std::optional<instant> parse_iso8601(std::string_view text) {
  const auto with_fraction = has_shape(text, "0000-00-00T00:00:00.000Z");
  if (!with_fraction && !has_shape(text, "0000-00-00T00:00:00Z"))
    return std::nullopt;
  auto date = parse_date(text.substr(0, 10));
  auto hour = number_at(text, 11, 2), minute = number_at(text, 14, 2);
  auto second = number_at(text, 17, 2);
  if (!date || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  instant result = sys_days{*date} + std::chrono::hours{hour} + std::chrono::minutes{minute}
                   + std::chrono::seconds{second}
                   + std::chrono::milliseconds{with_fraction ? number_at(text, 20, 3) : 0};
  return result >= first_instant ? std::optional{result} : std::nullopt;
}

std::string to_string(year_month_day date) {
  std::string out;
  if (date.year() < year{0})
    out += '-';
  append_padded(out, std::abs(static_cast<int>(date.year())), 4);
  append_padded(out += '-', static_cast<unsigned>(date.month()), 2);
  append_padded(out += '-', static_cast<unsigned>(date.day()), 2);
  return out;
}

std::optional<year_month_day> parse_date(std::string_view text) {
  if (!has_shape(text, "0000-00-00"))
    return std::nullopt;
  year_month_day date{year{number_at(text, 0, 4)},
                      month{static_cast<unsigned>(number_at(text, 5, 2))},
                      day{static_cast<unsigned>(number_at(text, 8, 2))}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::string to_hhmm(std::chrono::minutes since_midnight) {
  constexpr int day_minutes = 24 * 60;
  auto wrapped = static_cast<int>(since_midnight.count() % day_minutes);
  if (wrapped < 0)
    wrapped += day_minutes;
  std::string out;
  append_padded(out, wrapped / 60, 2);
  append_padded(out += ':', wrapped % 60, 2);
  return out;
}

std::optional<std::chrono::minutes> parse_hhmm(std::string_view text) {
  if (!has_shape(text, "00:00"))
    return std::nullopt;
  auto total = number_at(text, 0, 2) * 60 + number_at(text, 3, 2);
  if (number_at(text, 3, 2) > 59 || total > 24 * 60)
    return std::nullopt;
  return std::chrono::minutes{total};
}

} // namespace quickbooking
