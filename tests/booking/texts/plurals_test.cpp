#define CAF_SUITE plurals
#include "booking/texts/texts.hpp"

#include <caf/test/unit_test.hpp>

#include <limits>

using namespace quickbooking;
using namespace std::chrono_literals;
using enum language;

CAF_TEST(russian_has_three_forms) {
  CAF_CHECK_EQUAL(format_bookings(ru, 1), "1 запись");
  CAF_CHECK_EQUAL(format_bookings(ru, 2), "2 записи");
  CAF_CHECK_EQUAL(format_bookings(ru, 5), "5 записей");
  CAF_CHECK_EQUAL(format_bookings(ru, 11), "11 записей");
  CAF_CHECK_EQUAL(format_bookings(ru, 21), "21 запись");
  CAF_CHECK_EQUAL(format_bookings(ru, 22), "22 записи");
  CAF_CHECK_EQUAL(format_bookings(ru, 112), "112 записей");
  CAF_CHECK_EQUAL(format_duration(ru, 21h), "21 час");
  CAF_CHECK_EQUAL(format_distance(ru, 3, 0), "на 3 дня позже");
  CAF_CHECK_EQUAL(format_distance(ru, -11, 0), "на 11 дней раньше");
}

CAF_TEST(large_numbers_have_the_form_of_their_last_digits) {
  for (int n = 100; n < 200; ++n) {
    const auto unit = [](const std::string& text) { return text.substr(text.find(' ')); };
    CAF_CHECK_EQUAL(unit(format_bookings(ru, n)), unit(format_bookings(ru, n + 100)));
    CAF_CHECK_EQUAL(unit(format_bookings(ru, n)), unit(format_bookings(ru, n - 100)));
  }
}

CAF_TEST(hebrew_has_a_dual) {
  CAF_CHECK_EQUAL(format_bookings(he, 1), "הזמנה");
  CAF_CHECK_EQUAL(format_bookings(he, 2), "שתי הזמנות");
  CAF_CHECK_EQUAL(format_bookings(he, 3), "3 הזמנות");
  CAF_CHECK_EQUAL(format_duration(he, 1h), "שעה");
  CAF_CHECK_EQUAL(format_duration(he, 2h), "שעתיים");
  CAF_CHECK_EQUAL(format_duration(he, 3h), "3 שעות");
  CAF_CHECK_EQUAL(format_distance(he, 2, 0), "יומיים מאוחר יותר");
  CAF_CHECK_EQUAL(format_distance(he, 0, -120), "שעתיים מוקדם יותר");
}

CAF_TEST(the_others_have_two_forms) {
  CAF_CHECK_EQUAL(format_bookings(en, 1), "1 booking");
  CAF_CHECK_EQUAL(format_bookings(en, 23), "23 bookings");
  CAF_CHECK_EQUAL(format_bookings(es, 1), "1 reserva");
  CAF_CHECK_EQUAL(format_bookings(pt, 2), "2 reservas");
}

CAF_TEST(durations_are_in_hours_and_minutes) {
  CAF_CHECK_EQUAL(format_duration(en, 45min), "45 min");
  CAF_CHECK_EQUAL(format_duration(en, 60min), "1 hour");
  CAF_CHECK_EQUAL(format_duration(en, 90min), "1 h 30 min");
  CAF_CHECK_EQUAL(format_duration(es, 120min), "2 horas");
  CAF_CHECK_EQUAL(format_duration(ru, 90min), "1 ч 30 мин");
  CAF_CHECK_EQUAL(format_duration(he, 90min), "שעה ו-30 דק׳");
  CAF_CHECK_EQUAL(format_duration(en, 0min), "0 min");
  CAF_CHECK_EQUAL(format_duration(en, -5min), "0 min");
}

CAF_TEST(distances_say_earlier_or_later) {
  CAF_CHECK_EQUAL(format_distance(en, 0, 0), "same time");
  CAF_CHECK_EQUAL(format_distance(en, 0, -60), "1 hour earlier");
  CAF_CHECK_EQUAL(format_distance(en, 0, 30), "30 min later");
  CAF_CHECK_EQUAL(format_distance(en, 2, -60), "2 days later, 1 hour earlier");
  CAF_CHECK_EQUAL(format_distance(es, 1, 0), "1 día después");
  CAF_CHECK_EQUAL(format_distance(pt, -1, 30), "1 dia antes, 30 min depois");
}

CAF_TEST(a_distance_without_measure_does_no_harm) {
  constexpr auto least = std::numeric_limits<int>::min();
  CAF_CHECK_EQUAL(format_distance(en, least, 0), "2147483648 days earlier");
}
