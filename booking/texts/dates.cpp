#include "booking/texts/catalog.hpp"
#include "booking/texts/texts.hpp"
#include "messages/encoding/ascii.hpp"
#include "messages/encoding/instant.hpp"

namespace quickbooking {

namespace {

using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

std::size_t weekday_index(year_month_day date) { return weekday{sys_days{date}}.c_encoding(); }

std::string day_number(year_month_day date) { return std::to_string(unsigned{date.day()}); }

std::string month_word(language lang, year_month_day date) {
  return std::string(catalog_of(lang).words.months.at(unsigned{date.month()} - 1));
}

std::string dated(language lang, phrase form, std::string_view weekday_word, year_month_day date) {
  return say(lang, form,
             {{"weekday", std::string(weekday_word)},
              {"day", day_number(date)},
              {"month", month_word(lang, date)}});
}

std::string twelve_hours(int hour, int minute) {
  auto out = std::to_string((hour + 11) % 12 + 1);
  append_padded(out += ':', minute, 2);
  return out += hour < 12 ? " AM" : " PM";
}

} // namespace

std::string format_time(language lang, minutes time_of_day) {
  constexpr int day = 24 * 60;
  auto count = static_cast<int>((time_of_day.count() % day + day) % day);
  return lang == language::en ? twelve_hours(count / 60, count % 60) : to_hhmm(minutes{count});
}

std::string format_date(language lang, year_month_day date) {
  auto month = unsigned{date.month()};
  auto day = unsigned{date.day()};
  bool month_first = lang == language::en;
  char separator = lang == language::ru ? '.' : '/';
  std::string out;
  append_padded(out, month_first ? month : day, 2);
  append_padded(out += separator, month_first ? day : month, 2);
  append_padded(out += separator, int{date.year()}, 4);
  return out;
}

std::string format_heading(language lang, year_month_day date) {
  return dated(lang, phrase::heading, catalog_of(lang).words.weekdays.at(weekday_index(date)),
               date);
}

std::string format_on_day(language lang, year_month_day date) {
  return std::string(catalog_of(lang).words.on_weekdays.at(weekday_index(date)));
}

std::string format_day(language lang, year_month_day date, year_month_day today) {
  auto ahead = (sys_days{date} - sys_days{today}).count();
  auto& words = catalog_of(lang).words;
  if (ahead == 0)
    return std::string(words.today);
  if (ahead == 1)
    return std::string(words.tomorrow);
  auto weekday_word = words.on_weekdays.at(weekday_index(date));
  bool unmistakable = ahead > 1 && ahead < 7;
  return unmistakable ? std::string(weekday_word)
                      : dated(lang, phrase::on_date, weekday_word, date);
}

std::string format_short_day(language lang, year_month_day date) {
  return std::string(catalog_of(lang).words.short_weekdays.at(weekday_index(date)));
}

std::string format_short_date(language lang, year_month_day date) {
  return dated(lang, phrase::short_date, {}, date);
}

std::string format_hours(language lang, minutes begin, minutes end) {
  return say(lang, phrase::open_hours,
             {{"start", format_time(lang, begin)}, {"end", format_time(lang, end)}});
}

} // namespace quickbooking
