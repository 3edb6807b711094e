#include "booking/texts/catalog.hpp"
#include "booking/texts/texts.hpp"

#include <cstdlib>

namespace quickbooking {

namespace {

using count = std::int64_t;

std::string in_minutes(language lang, count total) {
  auto hours = std::to_string(total / 60);
  auto rest = std::to_string(total % 60);
  if (total < 60)
    return say(lang, phrase::minutes, {{"minutes", rest}});
  if (total % 60 == 0)
    return say(lang, phrase::hours, {{"hours", hours}});
  return say(lang, phrase::hours_minutes, {{"hours", hours}, {"minutes", rest}});
}

std::string in_days(language lang, count total) {
  return say(lang, phrase::days, {{"days", std::to_string(total)}});
}

std::string shifted(language lang, count distance, const std::string& span) {
  return say(lang, distance < 0 ? phrase::earlier : phrase::later, {{"span", span}});
}

} // namespace

std::string format_duration(language lang, std::chrono::minutes duration) {
  return in_minutes(lang, std::max<count>(0, duration.count()));
}

std::string format_bookings(language lang, int bookings) {
  return say(lang, phrase::bookings, {{"count", std::to_string(bookings)}});
}

std::string format_distance(language lang, int day_distance, int minute_distance) {
  count days = day_distance;
  count minutes = minute_distance;
  if (days == 0 && minutes == 0)
    return say(lang, phrase::same_time);
  auto by_days = days == 0 ? "" : shifted(lang, days, in_days(lang, std::abs(days)));
  auto by_minutes = minutes == 0 ? "" : shifted(lang, minutes, in_minutes(lang, std::abs(minutes)));
  return by_days + (by_days.empty() || by_minutes.empty() ? "" : ", ") + by_minutes;
}

} // namespace quickbooking
