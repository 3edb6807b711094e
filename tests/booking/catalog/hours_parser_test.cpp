#define CAF_SUITE hours_parser
#include "tests/booking/catalog/catalog_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

const std::string monday = "/salons/0/hours/monday";
const std::string path = "salons[0].hours.monday";

/// The salon's Mondays where they are given so.
day_hours parsed_monday(const json& given) {
  auto catalog_json = good_catalog();
  catalog_json["salons"][0]["hours"]["monday"] = given;
  catalog_json["salons"][0]["hours"]["sunday"] = {{"start", "09:00"}, {"end", "10:00"}};
  const auto parsed = catalog::parse(catalog_json.dump());
  CAF_REQUIRE(parsed);
  return parsed->salons()[0].hours[1];
}

json day(const char* start, const char* end) { return {{"start", start}, {"end", end}}; }

json day_with_break(const char* start, const char* end, const char* from, const char* until) {
  auto x = day(start, end);
  x["breaks"] = {day(from, until)};
  return x;
}

} // namespace

CAF_TEST(both_forms_of_a_closed_day_are_accepted) {
  CAF_CHECK(parsed_monday({{"enabled", false}, {"start", "09:00"}, {"end", "18:00"}}).open.empty());
  CAF_CHECK(parsed_monday({{"start", nullptr}, {"end", nullptr}}).open.empty());
  CAF_CHECK(parsed_monday({{"enabled", false}}).open.empty());
  CAF_CHECK(parsed_monday(nullptr).open.empty());
}

CAF_TEST(an_open_day_needs_no_flag) {
  CAF_CHECK(parsed_monday(day("09:00", "18:00")).open == std::vector{day_range{540min, 1080min}});
}

CAF_TEST(hours_may_cross_midnight_or_fill_the_day) {
  CAF_CHECK(parsed_monday(day("22:00", "02:00")).open == std::vector{day_range{1320min, 1560min}});
  CAF_CHECK(parsed_monday(day("00:00", "24:00")).open == std::vector{day_range{0min, 1440min}});
  CAF_CHECK(parsed_monday(day("18:00", "00:00")).open == std::vector{day_range{1080min, 1440min}});
}

CAF_TEST(a_break_after_midnight_belongs_to_the_day_before) {
  const auto hours = parsed_monday(day_with_break("22:00", "02:00", "00:30", "01:00"));
  CAF_CHECK(hours.breaks == std::vector{day_range{1470min, 1500min}});
  const auto across = parsed_monday(day_with_break("22:00", "02:00", "23:30", "00:30"));
  CAF_CHECK(across.breaks == std::vector{day_range{1410min, 1470min}});
}

CAF_TEST(a_break_may_fill_the_day) {
  const auto hours = parsed_monday(day_with_break("09:00", "18:00", "09:00", "18:00"));
  CAF_CHECK(hours.breaks == hours.open);
}

CAF_TEST(a_break_outside_the_day_is_refused) {
  check_complaint(monday, day_with_break("14:00", "18:00", "13:00", "14:00"),
                  path + ".breaks[0]: break 13:00-14:00 lies outside 14:00-18:00");
  check_complaint(monday, day_with_break("14:00", "18:00", "17:30", "18:30"),
                  path + ".breaks[0]: break 17:30-18:30 lies outside 14:00-18:00");
  check_complaint(monday, day_with_break("09:00", "18:00", "14:00", "13:00"),
                  path + ".breaks[0]: break 14:00-13:00 lies outside 09:00-18:00");
  check_complaint(monday, day_with_break("00:00", "24:00", "23:00", "01:00"),
                  path + ".breaks[0]: break 23:00-01:00 lies outside 00:00-24:00");
}

CAF_TEST(times_that_are_none_are_refused) {
  check_complaint(monday, day("9:00", "18:00"),
                  path + ".start: '9:00' is no time from 00:00 to 24:00");
  check_complaint(monday, day("09:00", "24:30"),
                  path + ".end: '24:30' is no time from 00:00 to 24:00");
  check_complaint(monday, day("09:00", "09:00"),
                  path + ": 09:00-09:00 is no range; a whole day is 00:00-24:00");
  check_complaint(monday, json::object({{"start", "09:00"}}), path + ".end: is missing");
  check_complaint(monday, json::object({{"enabled", true}}),
                  path + ".start: is missing\n" + path + ".end: is missing");
}

CAF_TEST(a_misspelt_day_is_refused) {
  check_complaint("/salons/0/hours/munday", day("09:00", "18:00"),
                  "salons[0].hours.munday: unknown field");
}
