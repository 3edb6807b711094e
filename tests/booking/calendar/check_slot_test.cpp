#define CAF_SUITE check_slot
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const calendar_view nothing_booked;

salon salon_with_hours(const week_hours& week) {
  return make_salon(every_day({hours("00:00", "24:00")}), {make_master("sarah", week)});
}

slot_verdict verdict(const salon& where, instant start, instant now = {},
                     const calendar_view& view = nothing_booked) {
  return check_slot(where, {"sarah", "cut", start}, view, now);
}

} // namespace

CAF_TEST(a_slot_is_judged_by_catalog_clock_hours_and_calendar) {
  auto where = salon_with_hours(every_day({hours("09:00", "18:00")}, {hours("13:00", "14:00")}));
  const auto three = at("2027-03-05 15:00");
  const auto view = make_view({make_booking("sarah", three)});
  CAF_CHECK(verdict(where, three) == slot_verdict::free);
  CAF_CHECK(verdict(where, three, three) == slot_verdict::free);
  CAF_CHECK(verdict(where, three, three + 1ms) == slot_verdict::in_the_past);
  CAF_CHECK(verdict(where, three - 30min, {}, view) == slot_verdict::taken);
  CAF_CHECK(verdict(where, three + 60min, {}, view) == slot_verdict::free);
  CAF_CHECK(verdict(where, at("2027-03-05 12:30")) == slot_verdict::outside_hours);
  CAF_CHECK(verdict(where, at("2027-03-05 17:30")) == slot_verdict::outside_hours);
  CAF_CHECK(check_slot(where, {"sarah", "dye", three}, view, {}) == slot_verdict::unknown_service);
  CAF_CHECK(check_slot(where, {"sarah", "", three}, view, {}) == slot_verdict::unknown_service);
  CAF_CHECK(check_slot(where, {"bob", "cut", three}, view, {}) == slot_verdict::unknown_master);
  where.masters[0].kinds = {category::massage};
  CAF_CHECK(verdict(where, three) == slot_verdict::unknown_master);
}

CAF_TEST(a_slot_off_the_grid_is_free_if_it_is_on_a_minute) {
  const auto where = salon_with_hours(every_day({hours("09:00", "18:00")}));
  CAF_CHECK(verdict(where, at("2027-03-05 15:07")) == slot_verdict::free);
  CAF_CHECK(verdict(where, at("2027-03-05 15:00") + 1ms) == slot_verdict::outside_hours);
}

CAF_TEST(a_slot_may_cross_midnight_where_the_hours_do) {
  const auto late = at("2027-03-05 23:30");
  CAF_CHECK(verdict(salon_with_hours(every_day({hours("00:00", "24:00")})), late)
            == slot_verdict::free);
  CAF_CHECK(verdict(salon_with_hours(every_day({hours("22:00", "02:00")})), late)
            == slot_verdict::free);
  CAF_CHECK(verdict(salon_with_hours(every_day({hours("22:00", "24:00")})), late)
            == slot_verdict::outside_hours);
}
