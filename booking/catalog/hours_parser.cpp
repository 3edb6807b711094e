#include "booking/catalog/hours_parser.hpp"

#include "messages/encoding/instant.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using std::chrono::days;
using std::chrono::minutes;

constexpr std::array<std::string_view, 7> day_names{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

std::optional<minutes> parse_time(const checked_json& given) {
  const auto text = given.line(5);
  const auto time = parse_hhmm(text);
  if (!time && !text.empty())
    given.refuse("'" + text + "' is no time from 00:00 to 24:00");
  return time;
}

/// A range as it is written: the end may be smaller than the begin.
std::optional<day_range> parse_range(const checked_json& given) {
  const auto begin = parse_time(given["start"]);
  const auto end = parse_time(given["end"]);
  if (!begin || !end)
    return std::nullopt;
  return day_range{*begin, *end};
}

std::string written(const day_range& x) {
  const auto end = x.end == days{1} ? "24:00" : to_hhmm(x.end % days{1});
  return to_hhmm(x.begin % days{1}) + "-" + end;
}

/// Moves what is written to the first place at or after `earliest`.
day_range unrolled(day_range x, minutes earliest) {
  if (x.begin < earliest)
    x.begin += days{1};
  while (x.end <= x.begin)
    x.end += days{1};
  return x;
}

void parse_break(const checked_json& given, const day_range& open, day_hours& day) {
  given.allow_only({"start", "end"});
  const auto range = parse_range(given);
  if (!range)
    return;
  const auto placed = unrolled(*range, open.begin);
  if (placed.end > open.end)
    given.refuse("break " + written(*range) + " lies outside " + written(open));
  else
    day.breaks.push_back(placed);
}

bool is_closed(const checked_json& given) {
  const bool without_times = given["start"].is_null() && given["end"].is_null();
  return !given["enabled"].flag(!without_times);
}

day_hours parse_open_day(const checked_json& given) {
  day_hours day;
  const auto range = parse_range(given);
  if (!range)
    return day;
  if (range->begin == range->end || range->begin >= days{1}) {
    given.refuse(written(*range) + " is no range; a whole day is 00:00-24:00");
    return day;
  }
  day.open.push_back(unrolled(*range, minutes{0}));
  for (const auto& x : given["breaks"].items())
    parse_break(x, day.open.front(), day);
  return day;
}

/// Nothing for a closed day.
std::optional<day_hours> parse_day(const checked_json& given) {
  if (given.is_null())
    return std::nullopt;
  given.allow_only({"enabled", "start", "end", "breaks"});
  if (is_closed(given))
    return std::nullopt;
  return parse_open_day(given);
}

} // namespace

week_hours parse_week_hours(const checked_json& given) {
  week_hours week;
  if (given.is_null()) {
    given.refuse("is missing");
    return week;
  }
  given.allow_only({"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"});
  bool ever_open = false;
  for (std::size_t i = 0; i < week.size(); ++i)
    if (auto day = parse_day(given[day_names[i]])) {
      ever_open = true;
      week[i] = std::move(*day);
    }
  if (!ever_open)
    given.refuse("no day of the week is open");
  return week;
}

} // namespace quickbooking
