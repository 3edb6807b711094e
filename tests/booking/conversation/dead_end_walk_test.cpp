#define CAF_SUITE dead_end_walk

#include "tests/booking/conversation/walk.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

void check_no_faults(const conversation& from) {
  for (const auto& x : faults_in_all_languages(from))
    CAF_ERROR(x);
}

std::string id_of_64(char c) { return std::string(64, c); }

/// The longest ids and names that the catalog allows, and more services than a page holds.
salon salon_of_extremes() {
  auto where = demo_like_salon();
  const auto sample = where.services.front();
  for (char c = 'a'; c < 'l'; ++c) {
    where.services.push_back(sample);
    where.services.back().id = id_of_64(c);
    where.services.back().name.assign(90, c).append("💇‍♀️ שערות");
  }
  for (auto& who : where.masters) {
    who.id = id_of_64(who.id.front());
    who.name = "Прекраснейшая " + who.name + " де ла Вега-и-Гомес 💅🏽";
  }
  return where;
}

} // namespace

CAF_TEST(a_reply_without_options_phone_or_code_leads_nowhere) {
  const auto where = demo_like_salon();
  CAF_CHECK(!leads_on(text_reply{"Sorry, nothing free."}, where));
  CAF_CHECK(!leads_on(card{}, where));
  CAF_CHECK(!leads_on(booking_confirmed{"id", "BK-1", "Booked!"}, where));
  CAF_CHECK(leads_on(text_reply{"Call " + where.contact_phone}, where));
}

CAF_TEST(no_state_of_a_usual_salon_is_a_dead_end) {
  conversation dana;
  dana.visited("sarah", "2026-10-15 15:00");
  dana.visited("sarah", "2026-10-29 15:00");
  dana.visited("sarah", "2026-11-12 15:00");
  dana.occupy("alex", "2026-11-27 15:00");
  dana.occupy("sarah", "2026-11-27 15:00").customer = dana.customer;
  check_no_faults(dana);
}

CAF_TEST(no_state_of_a_salon_with_one_service_and_one_master_is_a_dead_end) {
  conversation dana{small_salon()};
  dana.occupy("sarah", "2026-11-27 15:00");
  check_no_faults(dana);
}

CAF_TEST(no_state_of_a_salon_without_masters_is_a_dead_end) {
  conversation dana;
  dana.where.masters.clear();
  check_no_faults(dana);
}

CAF_TEST(no_state_of_a_salon_with_the_longest_names_and_ids_is_a_dead_end) {
  conversation dana{salon_of_extremes()};
  dana.occupy(id_of_64('s'), "2026-11-27 15:00");
  check_no_faults(dana);
}
