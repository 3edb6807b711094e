#define CAF_SUITE statistics

#include "bench/driver/statistics.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <numeric>

using namespace quickbooking;

CAF_TEST(a_quantile_is_the_value_of_the_nearest_rank) {
  std::vector<float> values(100);
  std::iota(values.begin(), values.end(), 1.0F);
  std::ranges::reverse(values);
  CAF_CHECK_EQUAL(quantile(values, 0), 1);
  CAF_CHECK_EQUAL(quantile(values, 0.5), 50);
  CAF_CHECK_EQUAL(quantile(values, 0.99), 99);
  CAF_CHECK_EQUAL(quantile(values, 1), 100);
  std::vector<float> one{7};
  CAF_CHECK_EQUAL(quantile(one, 0.99), 7);
  std::vector<float> none;
  CAF_CHECK_EQUAL(quantile(none, 0.5), 0);
}

CAF_TEST(a_median_is_the_middle_or_between_the_two_in_the_middle) {
  CAF_CHECK_EQUAL(median({3, 1, 2}), 2);
  CAF_CHECK_EQUAL(median({4, 1, 2, 3}), 2.5);
  CAF_CHECK_EQUAL(median({5}), 5);
  CAF_CHECK_EQUAL(median({}), 0);
}
