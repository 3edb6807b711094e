#define CAF_SUITE catalog
#include "tests/booking/catalog/catalog_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <fstream>
#include <sstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

catalog demo() {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"};
  std::stringstream text;
  text << file.rdbuf();
  auto parsed = catalog::parse(text.str());
  CAF_REQUIRE(parsed);
  return *parsed;
}

} // namespace

CAF_TEST(a_good_catalog_has_every_field) {
  const auto parsed = catalog::parse(good_catalog().dump());
  CAF_REQUIRE(parsed);
  const auto* where = parsed->by_phone_number_id("700");
  CAF_REQUIRE(where != nullptr);
  CAF_CHECK_EQUAL(where->id, "s-1");
  CAF_CHECK_EQUAL(where->currency, "USD");
  CAF_CHECK_EQUAL(where->slot_step.count(), 30);
  const auto* cut = where->find_service("cut");
  CAF_REQUIRE(cut != nullptr);
  CAF_CHECK_EQUAL(cut->duration.count(), 60);
  CAF_CHECK_EQUAL(cut->name_in(language::ru), "Стрижка");
  CAF_CHECK_EQUAL(cut->name_in(language::he), "Haircut");
  CAF_REQUIRE(where->find_master("sarah") != nullptr);
  CAF_CHECK(where->find_master("sarah")->hours[1].breaks == std::vector{day_range{780min, 840min}});
}

CAF_TEST(a_mistake_is_named_with_its_path) {
  const std::string salon = "/salons/0", service = salon + "/services/0";
  const std::string master = salon + "/masters/0";
  const struct {
    std::string pointer;
    json value;
    std::string complaint;
  } cases[]{
      {salon + "/timeZone", "Mars/Base", "salons[0].timeZone: unknown time zone 'Mars/Base'"},
      {salon + "/timeZone", nullptr, "salons[0].timeZone: is missing"},
      {salon + "/currency", "XQQ", "salons[0].currency: unknown currency 'XQQ'"},
      {salon + "/currency", "usd", "salons[0].currency: unknown currency 'usd'"},
      {salon + "/id", "a_b", "salons[0].id: may only have letters, digits and '-'"},
      {salon + "/id", std::string(65, 'a'), "salons[0].id: must have 1 to 64 bytes"},
      {salon + "/id", "", "salons[0].id: must have 1 to 64 bytes"},
      {salon + "/name", 7, "salons[0].name: must be a string"},
      {salon + "/name", "two\nlines",
       "salons[0].name: must not have control characters nor spaces at its ends"},
      {salon + "/defaultLanguage", "fr", "salons[0].defaultLanguage: unknown language 'fr'"},
      {salon + "/slotDurationMinutes", 4,
       "salons[0].slotDurationMinutes: must be a whole number from 5 to 240"},
      {salon + "/servises", json::array(), "salons[0].servises: unknown field"},
      {salon + "/services", 3, "salons[0].services: must be an array"},
      {service + "/category", "HAIR", "salons[0].services[0].category: unknown category 'HAIR'"},
      {service + "/durationMinutes", 481,
       "salons[0].services[0].durationMinutes: must be a whole number from 5 to 480"},
      {service + "/price", 12.5,
       "salons[0].services[0].price: must be a whole number from 0 to 1000000000"},
      {service + "/price", 18446744073709551615U,
       "salons[0].services[0].price: must be a whole number from 0 to 1000000000"},
      {service + "/names/fr", "Coupe", "salons[0].services[0].names.fr: unknown field"},
      {master + "/id", "any", "salons[0].masters[0].id: 'any' is reserved"},
      {master + "/isActive", 1, "salons[0].masters[0].isActive: must be true or false"},
      {master + "/hours/monday/enabled", false,
       "salons[0].masters[0].hours: no day of the week is open"},
      {"/salons", json::array(), "salons: there is no salon"},
  };
  for (const auto& x : cases)
    check_complaint(x.pointer, x.value, x.complaint);
}

CAF_TEST(all_mistakes_are_told_at_once) {
  auto json = good_catalog();
  json["salons"][0]["currency"] = "XQQ";
  json["salons"][0]["masters"][0]["specialization"][0] = "JUGGLING";
  CAF_CHECK_EQUAL(complaint(json),
                  "salons[0].currency: unknown currency 'XQQ'\n"
                  "salons[0].masters[0].specialization[0]: unknown category 'JUGGLING'");
}

CAF_TEST(only_the_first_ten_mistakes_are_listed) {
  auto json = good_catalog();
  for (int i = 0; i < 12; ++i)
    json["salons"][0]["services"][0]["aliases"].push_back(i);
  const auto message = complaint(json);
  CAF_CHECK(message.ends_with("aliases[9]: must be a string\nand 2 more"));
}

CAF_TEST(ids_and_names_are_taken_once) {
  auto twin = good_catalog()["salons"][0]["masters"][0];
  twin["name"] = "SARAH";
  check_complaint("/salons/0/masters/1", twin,
                  "salons[0].masters[1].id: 'sarah' is already taken\n"
                  "salons[0].masters[1].name: 'SARAH' is already taken");
  auto second = good_catalog()["salons"][0];
  second["id"] = "s-2";
  check_complaint("/salons/1", second, "salons[1].phoneNumberId: '700' is already taken");
}

CAF_TEST(what_is_no_json_is_refused_with_its_place) {
  const auto parsed = catalog::parse("{\"salons\": [}");
  CAF_REQUIRE(!parsed);
  CAF_CHECK_EQUAL(parsed.error().code, "invalid_catalog");
  CAF_CHECK(parsed.error().message.find("line 1, column 13") != std::string::npos);
  CAF_CHECK_EQUAL(complaint(json::array()),
                  "the document: must be an object\nsalons: there is no salon");
}

CAF_TEST(what_is_inactive_is_not_found) {
  auto json = good_catalog();
  auto& salon = json["salons"][0];
  salon["masters"][0]["isActive"] = false;
  const auto without_master = *catalog::parse(json.dump());
  const auto* where = without_master.by_id("s-1");
  CAF_CHECK(where->find_master("sarah") == nullptr);
  CAF_CHECK(where->active_services().empty());
  CAF_CHECK(where->masters_for(where->services[0]).empty());
  salon["isActive"] = false;
  const auto closed = *catalog::parse(json.dump());
  CAF_CHECK(closed.by_id("s-1") == nullptr);
  CAF_CHECK(closed.by_phone_number_id("700") == nullptr);
}

CAF_TEST(the_index_survives_copies_and_moves) {
  auto original = *catalog::parse(good_catalog().dump());
  auto copy = original;
  const auto moved = std::move(original);
  CAF_CHECK(copy.by_id("s-1") == &copy.salons()[0]);
  CAF_CHECK(moved.by_id("s-1") == &moved.salons()[0]);
}

CAF_TEST(categories_are_read_as_they_are_written) {
  for (int i = 0; i < 8; ++i)
    CAF_CHECK(parse_category(to_string(static_cast<category>(i))) == static_cast<category>(i));
  CAF_CHECK(!parse_category("haircut"));
}

CAF_TEST(the_demo_salon_serves_what_the_old_sessions_name) {
  const auto salons = demo();
  CAF_CHECK_EQUAL(salons.salons().size(), 2u);
  const auto* where = salons.by_phone_number_id("700800900100200");
  CAF_REQUIRE(where != nullptr);
  CAF_CHECK_EQUAL(where->id, "6f1c1c1e-0000-4000-8000-000000000001");
  CAF_CHECK_EQUAL(where->active_services().size(), 6u);
  const auto* haircut = where->find_service("6f1c1c1e-0000-4000-8000-0000000000a1");
  CAF_REQUIRE(haircut != nullptr);
  const auto masters = where->masters_for(*haircut);
  CAF_REQUIRE(masters.size() == 2);
  CAF_CHECK_EQUAL(masters[0]->name, "Sarah Johnson");
  CAF_CHECK_EQUAL(masters[1]->name, "Alex Smith");
  for (const auto& x : where->services)
    CAF_CHECK_EQUAL(x.names.size(), all_languages.size());
}
