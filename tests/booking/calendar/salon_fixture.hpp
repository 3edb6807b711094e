#pragma once

#include "booking/calendar/availability.hpp"
#include "booking/calendar/zone.hpp"
#include "messages/encoding/instant.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace quickbooking {

inline constexpr const char* new_york = "America/New_York";

/// `YYYY-MM-DD`.
inline std::chrono::year_month_day day(std::string_view text) { return parse_date(text).value(); }

/// `HH:mm`.
inline std::chrono::minutes clock_time(std::string_view text) { return parse_hhmm(text).value(); }

/// The instant of `YYYY-MM-DD HH:mm` on the clocks of a zone.
inline instant at(std::string_view text, std::string_view zone = new_york) {
  return to_instant(zone, day(text.substr(0, 10)), clock_time(text.substr(11))).value();
}

/// An instant as the clocks of a zone show it: `HH:mm` or, with the date, `YYYY-MM-DD HH:mm`.
inline std::string shown(instant t, std::string_view zone = new_york) {
  const auto [date, time] = to_civil(zone, t);
  return to_string(date) + " " + to_hhmm(time);
}

inline day_range hours(std::string_view begin, std::string_view end) {
  const auto b = clock_time(begin), e = clock_time(end);
  return {b, e > b ? e : e + std::chrono::days{1}};
}

/// The same hours on every day.
inline week_hours every_day(const std::vector<day_range>& open,
                            const std::vector<day_range>& breaks = {}) {
  week_hours week;
  week.fill({open, breaks});
  return week;
}

inline master make_master(std::string id, week_hours when) {
  master who;
  who.id = id;
  who.name = std::move(id);
  who.kinds = {category::haircut};
  who.hours = std::move(when);
  return who;
}

/// A salon with one service, a haircut of an hour.
inline salon make_salon(week_hours when, std::vector<master> masters, std::string zone = new_york) {
  salon where;
  where.id = "salon";
  where.zone = std::move(zone);
  where.hours = std::move(when);
  where.masters = std::move(masters);
  service cut;
  cut.id = "cut";
  cut.name = "Haircut";
  cut.kind = category::haircut;
  cut.price = 5000;
  where.services = {cut};
  return where;
}

inline booking_record make_booking(std::string master_id, instant start,
                                   std::chrono::minutes length = std::chrono::minutes{60}) {
  booking_record x;
  x.customer = "+15550001";
  x.service_id = "cut";
  x.master_id = std::move(master_id);
  x.start = start;
  x.end = start + length;
  return x;
}

inline calendar_view make_view(const std::vector<booking_record>& bookings) {
  std::vector<booking_ptr> shared;
  for (const auto& x : bookings)
    shared.push_back(std::make_shared<const booking_record>(x));
  return make_calendar_view(std::move(shared));
}

/// The openings of some days for the salon's only service, as `HH:mm master`; with more than one
/// day, `YYYY-MM-DD HH:mm master`.
inline std::vector<std::string> openings_of(const salon& where, const calendar_view& view,
                                            std::string_view first_day, int days = 1,
                                            instant now = {}) {
  opening_query query{&where, &where.services[0], nullptr, day(first_day), days};
  std::vector<std::string> found;
  for (const auto& x : opening_days{query, view, now}.all())
    found.push_back((days > 1 ? to_string(x.date) + " " : "") + to_hhmm(x.time_of_day) + " "
                    + x.who->id);
  return found;
}

} // namespace quickbooking
