#define CAF_SUITE plan

#include "tests/faults/plan.hpp"

#include <caf/test/unit_test.hpp>

#include <set>

using namespace quickbooking::faults;

namespace {

std::string text_of(const plan& x) {
  std::string text;
  for (const auto& customer : x.customers)
    for (const auto& each : customer)
      text += std::to_string(static_cast<int>(each.what)) + " " + std::to_string(each.pick)
              + each.text + std::to_string(each.pause.count()) + "\n";
  for (const auto& each : x.faults)
    text += std::string{to_string(each.what)} + " " + std::to_string(each.from) + " "
            + std::to_string(each.to) + " " + std::to_string(each.amount) + "\n";
  return text;
}

} // namespace

CAF_TEST(a_seed_makes_the_same_plan_again) {
  CAF_CHECK_EQUAL(text_of(make_plan(7, 5, 6)), text_of(make_plan(7, 5, 6)));
  CAF_CHECK_NOT_EQUAL(text_of(make_plan(7, 5, 6)), text_of(make_plan(8, 5, 6)));
}

CAF_TEST(all_faults_come_up_and_end_within_the_plan) {
  std::set<fault_kind> seen;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (const auto& x : make_plan(seed, 10, 10).faults) {
      seen.insert(x.what);
      CAF_CHECK(is_instant(x.what) ? x.from == x.to : x.from < x.to);
      CAF_CHECK(x.to <= 100);
    }
  CAF_CHECK_EQUAL(seen.size(), 17u);
}

CAF_TEST(faults_of_redis_never_overlap) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::size_t end = 0;
    for (const auto& x : make_plan(seed, 10, 10).faults) {
      if (x.what > fault_kind::scripts_flushed)
        continue;
      CAF_CHECK(x.from >= end);
      end = x.to;
    }
  }
}
