#define CAF_SUITE services_card
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking;

namespace {

const auto where = glow();

std::vector<service> many_services(int count) {
  std::vector<service> result(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    result[static_cast<std::size_t>(i)].id = "s" + std::to_string(i);
    result[static_cast<std::size_t>(i)].name = "Service " + std::to_string(i);
  }
  return result;
}

card page_of(const std::vector<service>& services, int page) {
  std::vector<const service*> list;
  for (auto& each : services)
    list.push_back(&each);
  return services_card(where, language::en, "Which service?", list, page);
}

} // namespace

CAF_TEST(a_row_has_name_price_and_duration) {
  auto service = where.services[0];
  service.price = 4550;
  service.duration = std::chrono::minutes{90};
  auto x = services_card(where, language::ru, "B", {&service}, 0);
  CAF_REQUIRE_EQUAL(x.options().size(), 1u);
  CAF_CHECK_EQUAL(option_at(x, 0).id, "action_service_cut");
  CAF_CHECK_EQUAL(option_at(x, 0).title, "Стрижка");
  CAF_CHECK_EQUAL(option_at(x, 0).description, "45,50\u00A0$ · 1 ч 30 мин");
  CAF_CHECK_EQUAL(x.list_button, "Выбрать услугу");
  CAF_CHECK_EQUAL(x.header, "Наши услуги");
}

CAF_TEST(a_free_service_has_no_price) {
  auto services = many_services(1);
  CAF_CHECK_EQUAL(option_at(page_of(services, 0), 0).description, "1 hour");
}

CAF_TEST(ten_services_are_one_page) {
  auto services = many_services(10);
  auto ids = ids_of(page_of(services, 0));
  CAF_CHECK_EQUAL(ids.size(), 10u);
  CAF_CHECK_EQUAL(ids[9], "action_service_s9");
}

CAF_TEST(eleven_services_are_two_pages_that_lead_to_each_other) {
  auto services = many_services(11);
  CAF_CHECK_EQUAL(option_at(page_of(services, 0), 8).id, "action_service_s8");
  CAF_CHECK_EQUAL(option_at(page_of(services, 0), 9).id, "action_services_page_1");
  CAF_CHECK_EQUAL(option_at(page_of(services, 0), 9).title, "More services");
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(page_of(services, 1))),
                  "action_service_s9|action_service_s10|action_services_page_0");
}

CAF_TEST(the_pages_show_every_service_once) {
  auto services = many_services(95);
  std::set<std::string> seen;
  for (int page = 0; page < 11; ++page) {
    auto ids = ids_of(page_of(services, page));
    for (auto& id : ids)
      if (id.starts_with("action_service_"))
        CAF_CHECK(seen.insert(id).second);
    CAF_CHECK_EQUAL(ids.back(), "action_services_page_" + std::to_string((page + 1) % 11));
  }
  CAF_CHECK_EQUAL(seen.size(), services.size());
}

CAF_TEST(a_page_that_does_not_exist_is_another_one) {
  auto services = many_services(11);
  CAF_CHECK(page_of(services, -1) == page_of(services, 0));
  CAF_CHECK(page_of(services, 99) == page_of(services, 1));
  CAF_CHECK(limit_violations(page_of(many_services(3), 7)).empty());
}

CAF_TEST(without_services_one_can_start_over) {
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(page_of({}, 0))), "action_restart");
}
