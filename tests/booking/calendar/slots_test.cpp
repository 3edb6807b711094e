#define CAF_SUITE slots
#include "tests/booking/calendar/salon_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

salon demo() {
  const auto week = every_day({hours("09:00", "18:00")});
  auto where = make_salon(week, {make_master("sarah", week)});
  where.services[0].names = {{language::ru, "Стрижка"}};
  return where;
}

const instant half_past_eleven = at("2027-03-05 23:30");

} // namespace

CAF_TEST(a_slot_says_all_that_a_card_needs) {
  const auto where = demo();
  const auto x = make_slot(where, {"sarah", "cut", half_past_eleven}, "", language::ru);
  CAF_REQUIRE(x);
  CAF_CHECK_EQUAL(x->id, "sarah-2027-03-06T04:30:00.000Z-cut");
  CAF_CHECK_EQUAL(x->date, "2027-03-05");
  CAF_CHECK_EQUAL(x->start_time, "23:30");
  CAF_CHECK_EQUAL(x->end_time, "00:30");
  CAF_CHECK_EQUAL(x->duration, 60);
  CAF_CHECK_EQUAL(x->master_id, "sarah");
  CAF_CHECK_EQUAL(x->service_id, "cut");
  CAF_CHECK_EQUAL(x->service_name, "Стрижка");
  CAF_CHECK_EQUAL(x->price, 5000);
  CAF_CHECK(x->start() == half_past_eleven);
}

CAF_TEST(an_old_id_gets_the_service_from_the_session_or_the_master) {
  auto where = demo();
  auto dye = where.services[0];
  dye.id = "dye";
  where.services.push_back(dye);
  const slot_ref old{"sarah", "", half_past_eleven};
  CAF_CHECK(make_slot(where, old, "dye", language::en)->service_id == "dye");
  CAF_CHECK(!make_slot(where, old, "", language::en));
  where.services[1].kind = category::massage;
  CAF_CHECK(make_slot(where, old, "", language::en)->service_id == "cut");
  CAF_CHECK(!make_slot(where, old, "dye", language::en));
  CAF_CHECK(!make_slot(where, old, "gone", language::en));
}

CAF_TEST(what_the_salon_does_not_have_makes_no_slot) {
  auto where = demo();
  CAF_CHECK(!make_slot(where, {"bob", "cut", half_past_eleven}, "", language::en));
  CAF_CHECK(!make_slot(where, {"", "cut", half_past_eleven}, "", language::en));
  CAF_CHECK(!make_slot(where, {"sarah", "dye", half_past_eleven}, "cut", language::en));
  where.masters[0].active = false;
  CAF_CHECK(!make_slot(where, {"sarah", "cut", half_past_eleven}, "", language::en));
}
