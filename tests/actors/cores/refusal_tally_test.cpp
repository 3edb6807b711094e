#define CAF_SUITE refusal_tally

#include "actors/cores/refusal_tally.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr steady_time start{1h};

} // namespace

CAF_TEST(the_first_refusal_is_told_at_once) {
  refusal_tally x;
  CAF_CHECK(x.add(start) == 1u);
}

CAF_TEST(a_flood_is_told_once_a_second_with_its_number) {
  refusal_tally x;
  x.add(start);
  for (int i = 0; i < 999; ++i)
    CAF_CHECK(!x.add(start + i * 1ms));
  CAF_CHECK(x.add(start + 1s) == 1000u);
  CAF_CHECK(!x.add(start + 1s));
}

CAF_TEST(after_a_pause_the_next_one_is_told_at_once) {
  refusal_tally x;
  x.add(start);
  CAF_CHECK(x.add(start + 1h) == 1u);
}
