#include "booking/conversation/reasons.hpp"

#include "booking/calendar/zone.hpp"

namespace quickbooking {

namespace {

std::string hours_of(const step& s, const request& r) {
  const auto& week = r.target.who ? r.target.who->hours : s.where().hours;
  std::string hours;
  for (const auto& x : week[weekday_of(*r.target.date).c_encoding()].open)
    hours += (hours.empty() ? "" : ", ") + format_hours(s.lang(), x.begin, x.end);
  return hours;
}

/// True if nobody works on the wanted day, or not any more.
bool is_closed(const step& s, const request& r) {
  const opening_query query{&s.where(), r.what, nullptr, *r.target.date, 1};
  return opening_days{query, {}, s.in.now}.empty();
}

} // namespace

std::string words_of_closed(const step& s, const request& r) {
  const auto hours = hours_of(s, r);
  return hours.empty() ? words(s, text_key::closed_day, {{"day", day_words(s, *r.target.date)}})
                       : words(s, text_key::outside_hours, {{"hours", hours}});
}

std::string words_of_impossible_time(const step& s, const request& r) {
  const auto verdict = r.is_exact() ? verdict_on(s, r) : slot_verdict::taken;
  if (verdict == slot_verdict::in_the_past)
    return words(s, text_key::slot_in_past, when_args(s, *r.target.date, *r.target.time));
  return verdict == slot_verdict::outside_hours ? words_of_closed(s, r) : std::string{};
}

std::string words_of_full_day(const step& s, const request& r) {
  if (auto why = words_of_impossible_time(s, r); !why.empty())
    return why;
  const auto key = is_closed(s, r) ? text_key::closed_day : text_key::all_day_busy;
  return words(s, key, {{"day", day_words(s, *r.target.date)}});
}

} // namespace quickbooking
