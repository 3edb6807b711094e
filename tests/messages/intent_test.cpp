#define CAF_SUITE intent
#include "messages/session/intent.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

intent full_intent() {
  intent x;
  x.service_id = "s1";
  x.service_name = "Haircut";
  x.master_id = "m1";
  x.master_name = "Sarah";
  x.date = std::chrono::year{2027} / 3 / 5;
  x.time = std::chrono::hours{15};
  x.day_of_week = std::chrono::Friday;
  x.part = part_of_day::evening;
  x.is_flexible = true;
  x.is_usual = true;
  return x;
}

json as_json(const intent& x) { return json::parse(json_of(intent_fields{x, language::en, {}})); }

} // namespace

CAF_TEST(an_intent_is_written_with_the_words_of_the_old_service) {
  CAF_CHECK_EQUAL(
      json_of(intent_fields{full_intent(), language::ru, {}}),
      R"({"serviceId":"s1","serviceName":"Haircut","masterId":"m1","masterName":"Sarah",)"
      R"("preferredDate":"2027-03-05","preferredTime":"15:00",)"
      R"("preferredDayOfWeek":"friday","preferredTimeOfDay":"evening",)"
      R"("isFlexible":true,"isUsual":true,"language":"ru"})");
}

CAF_TEST(the_original_intent_has_the_short_form) {
  CAF_CHECK_EQUAL(json_of(original_intent_fields{full_intent(), {}}),
                  R"({"serviceName":"Haircut","serviceId":"s1","date":"2027-03-05",)"
                  R"("time":"15:00","masterId":"m1","masterName":"Sarah"})");
  CAF_CHECK_EQUAL(json_of(original_intent_fields{{}, {}}), "{}");
}

CAF_TEST(an_intent_survives_a_round_trip) {
  CAF_CHECK(intent_from_json(as_json(full_intent()), {}) == full_intent());
  CAF_CHECK(intent_from_json(as_json({}), {}) == intent{});
}

CAF_TEST(what_only_the_original_intent_has_is_filled_in) {
  const auto x = intent_from_json(
      {{"serviceName", "Colouring"}},
      {{"serviceName", "Haircut"}, {"serviceId", "s1"}, {"date", "2027-03-05"}, {"time", "15:00"}});
  CAF_CHECK(x.service_name == "Colouring");
  CAF_CHECK(x.service_id == "s1");
  CAF_CHECK(x.date == std::chrono::year{2027} / 3 / 5);
  CAF_CHECK(x.time == std::chrono::hours{15});
}

CAF_TEST(every_weekday_survives_a_round_trip) {
  for (unsigned day = 0; day < 7; ++day) {
    intent x;
    x.day_of_week = std::chrono::weekday{day};
    CAF_CHECK(intent_from_json(as_json(x), {}) == x);
  }
}

CAF_TEST(what_makes_no_sense_was_not_said) {
  const auto x = intent_from_json({{"serviceId", 5},
                                   {"serviceName", ""},
                                   {"preferredDate", "2027-02-30"},
                                   {"preferredTime", "25:00"},
                                   {"preferredDayOfWeek", "Freitag"},
                                   {"preferredTimeOfDay", "noon"},
                                   {"isFlexible", "true"}},
                                  "haircut");
  CAF_CHECK(x == intent{});
  CAF_CHECK(intent_from_json({}, {}) == intent{});
}

CAF_TEST(members_that_we_do_not_know_are_told_apart) {
  CAF_CHECK_EQUAL(unknown_intent_members({{"isAnytime", true}, {"language", "en"}}),
                  json({{"isAnytime", true}}));
  CAF_CHECK_EQUAL(unknown_original_members({{"confidence", 0.9}, {"date", "2027-03-05"}}),
                  json({{"confidence", 0.9}}));
  CAF_CHECK_EQUAL(unknown_intent_members({}), json{});
}
