#define CAF_SUITE formats
#include "booking/texts/texts.hpp"
#include "messages/reply/reply.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using enum language;

namespace {

constexpr std::chrono::year_month_day friday{2025y, std::chrono::October, 31d};
constexpr std::chrono::year_month_day saturday{2025y, std::chrono::November, 1d};

std::chrono::year_month_day days_before(std::chrono::year_month_day date, int count) {
  return std::chrono::sys_days{date} - std::chrono::days{count};
}

} // namespace

CAF_TEST(english_times_have_twelve_hours) {
  CAF_CHECK_EQUAL(format_time(en, 0min), "12:00 AM");
  CAF_CHECK_EQUAL(format_time(en, 9h + 5min), "9:05 AM");
  CAF_CHECK_EQUAL(format_time(en, 12h), "12:00 PM");
  CAF_CHECK_EQUAL(format_time(en, 15h), "3:00 PM");
  CAF_CHECK_EQUAL(format_time(en, 23h + 59min), "11:59 PM");
}

CAF_TEST(other_times_have_twenty_four_hours) {
  for (auto lang : {ru, es, pt, he}) {
    CAF_CHECK_EQUAL(format_time(lang, 0min), "00:00");
    CAF_CHECK_EQUAL(format_time(lang, 9h + 5min), "09:05");
    CAF_CHECK_EQUAL(format_time(lang, 15h), "15:00");
  }
}

CAF_TEST(times_beyond_a_day_are_those_of_the_next) {
  CAF_CHECK_EQUAL(format_time(en, 24h), "12:00 AM");
  CAF_CHECK_EQUAL(format_time(ru, 25h + 30min), "01:30");
  CAF_CHECK_EQUAL(format_time(ru, -30min), "23:30");
}

CAF_TEST(dates_follow_the_language) {
  CAF_CHECK_EQUAL(format_date(en, friday), "10/31/2025");
  CAF_CHECK_EQUAL(format_date(ru, friday), "31.10.2025");
  for (auto lang : {es, pt, he})
    CAF_CHECK_EQUAL(format_date(lang, friday), "31/10/2025");
  CAF_CHECK_EQUAL(format_date(en, saturday), "11/01/2025");
}

CAF_TEST(headings_name_weekday_day_and_month) {
  CAF_CHECK_EQUAL(format_heading(en, friday), "Friday, Oct 31");
  CAF_CHECK_EQUAL(format_heading(ru, friday), "пятница, 31 окт");
  CAF_CHECK_EQUAL(format_heading(es, friday), "viernes, 31 oct");
  CAF_CHECK_EQUAL(format_heading(pt, friday), "sexta, 31 out");
  CAF_CHECK_EQUAL(format_heading(he, friday), "יום שישי, 31 אוק׳");
  CAF_CHECK_EQUAL(format_heading(he, saturday), "שבת, 1 נוב׳");
}

CAF_TEST(every_heading_fits_a_section_title) {
  for (auto lang : all_languages)
    for (int i = 0; i < 400; ++i)
      CAF_CHECK_LESS_OR_EQUAL(utf16_length(format_heading(lang, days_before(friday, i))), 24u);
}

CAF_TEST(on_a_day_is_inflected) {
  CAF_CHECK_EQUAL(format_on_day(en, friday), "on Friday");
  CAF_CHECK_EQUAL(format_on_day(ru, friday), "в пятницу");
  CAF_CHECK_EQUAL(format_on_day(es, friday), "el viernes");
  CAF_CHECK_EQUAL(format_on_day(pt, friday), "na sexta");
  CAF_CHECK_EQUAL(format_on_day(he, friday), "ביום שישי");
  CAF_CHECK_EQUAL(format_on_day(pt, saturday), "no sábado");
  CAF_CHECK_EQUAL(format_on_day(he, saturday), "בשבת");
  CAF_CHECK_EQUAL(format_on_day(ru, days_before(friday, 3)), "во вторник");
}

CAF_TEST(a_day_is_said_as_one_says_it_today) {
  CAF_CHECK_EQUAL(format_day(en, friday, friday), "today");
  CAF_CHECK_EQUAL(format_day(ru, saturday, friday), "завтра");
  CAF_CHECK_EQUAL(format_day(es, friday, days_before(friday, 2)), "el viernes");
  CAF_CHECK_EQUAL(format_day(es, friday, days_before(friday, 6)), "el viernes");
  CAF_CHECK_EQUAL(format_day(es, friday, days_before(friday, 7)), "el viernes 31 oct");
  CAF_CHECK_EQUAL(format_day(he, friday, days_before(friday, 8)), "ביום שישי, 31 אוק׳");
  CAF_CHECK_EQUAL(format_day(en, friday, saturday), "on Friday, Oct 31");
}

CAF_TEST(short_forms_are_short) {
  CAF_CHECK_EQUAL(format_short_day(en, friday), "Fri");
  CAF_CHECK_EQUAL(format_short_day(he, friday), "יום ו׳");
  CAF_CHECK_EQUAL(format_short_date(en, friday), "Oct 31");
  CAF_CHECK_EQUAL(format_short_date(ru, friday), "31 окт");
}

CAF_TEST(hours_are_a_range) {
  CAF_CHECK_EQUAL(format_hours(en, 9h, 20h), "9:00 AM - 8:00 PM");
  CAF_CHECK_EQUAL(format_hours(ru, 9h, 20h), "09:00–20:00");
}
