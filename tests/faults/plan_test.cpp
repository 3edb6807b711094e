#define CAF_SUITE plan

#include "tests/faults/plan.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
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

plan made(std::uint64_t seed, std::size_t customers = 10, std::size_t steps = 10) {
  return make_plan(seed, {customers, steps, 20});
}

} // namespace

CAF_TEST(a_seed_makes_the_same_plan_again) {
  CAF_CHECK_EQUAL(text_of(made(7, 5, 6)), text_of(made(7, 5, 6)));
  CAF_CHECK_NOT_EQUAL(text_of(made(7, 5, 6)), text_of(made(8, 5, 6)));
}

CAF_TEST(all_faults_come_up_and_end_within_the_plan) {
  std::set<fault_kind> seen;
  for (std::uint64_t seed = 0; seed < 300; ++seed)
    for (const auto& x : made(seed).faults) {
      seen.insert(x.what);
      CAF_CHECK(is_instant(x.what) ? x.from == x.to : x.from < x.to);
      CAF_CHECK(x.to <= 100);
    }
  CAF_CHECK_EQUAL(seen.size(), 21u);
}

CAF_TEST(faults_of_redis_never_overlap) {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    std::size_t end = 0;
    for (const auto& x : made(seed).faults) {
      if (x.what > fault_kind::scripts_flushed)
        continue;
      CAF_CHECK(x.from >= end);
      end = x.to;
    }
  }
}

CAF_TEST(one_schedule_of_five_has_sentinels_and_a_master_that_dies_once) {
  int with_sentinels = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const auto x = made(seed);
    with_sentinels += x.has_sentinels;
    const auto deaths = std::count_if(x.faults.begin(), x.faults.end(), [](const fault& each) {
      return each.what == fault_kind::master_killed || each.what == fault_kind::master_stopped;
    });
    CAF_CHECK_EQUAL(deaths, x.has_sentinels ? 1 : 0);
    CAF_CHECK(!make_plan(seed, {10, 10, 0}).has_sentinels);
    CAF_CHECK(make_plan(seed, {10, 10, 100}).has_sentinels);
  }
  CAF_CHECK(with_sentinels > 40 && with_sentinels < 80);
}

CAF_TEST(customers_of_nodes_that_release_sessions_sometimes_wait_long_enough) {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto x = made(seed);
    std::chrono::milliseconds longest{0};
    for (const auto& customer : x.customers)
      for (const auto& each : customer)
        longest = std::max(longest, each.pause);
    CAF_CHECK(!x.releases_idle || longest > std::chrono::milliseconds{1200});
  }
}
