#define CAF_SUITE full_salon_walk

#include "tests/booking/conversation/walk.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

void check_no_faults(const conversation& from) {
  for (const auto& x : faults_in_all_languages(from))
    CAF_ERROR(x);
}

} // namespace

CAF_TEST(no_state_of_a_fully_booked_salon_is_a_dead_end) {
  conversation dana;
  dana.occupy_days("2026-11-23", 31);
  check_no_faults(dana);
}

CAF_TEST(no_state_of_a_salon_with_one_free_hour_is_a_dead_end) {
  conversation dana;
  dana.occupy_days("2026-11-23", 21);
  dana.occupy_days("2026-12-15", 10);
  dana.occupy("sarah", "2026-12-14 10:00", std::chrono::hours{10});
  dana.occupy("alex", "2026-12-14 00:00", std::chrono::hours{24});
  check_no_faults(dana);
}

CAF_TEST(no_state_of_a_salon_with_two_full_weeks_is_a_dead_end) {
  conversation dana;
  dana.occupy_days("2026-11-23", 16);
  check_no_faults(dana);
}
