#define CAF_SUITE chart_scale

#include "load/report/page/chart_scale.hpp"

#include <caf/test/unit_test.hpp>

#include <cmath>
#include <random>

using namespace quickbooking;

namespace {

std::string labels(const chart_scale& scale) {
  std::string all;
  for (const auto& tick : scale.ticks)
    all += (all.empty() ? "" : "|") + tick.label;
  return all;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-9; }

} // namespace

CAF_TEST(counts_go_from_0_to_a_round_number) {
  CAF_CHECK_EQUAL(labels(count_scale(237)), "0|100|200|300");
  CAF_CHECK_EQUAL(labels(count_scale(200)), "0|50|100|150|200");
  CAF_CHECK_EQUAL(labels(count_scale(4)), "0|1|2|3|4");
  CAF_CHECK_EQUAL(labels(count_scale(0)), "0|0.5|1");
  CAF_CHECK(near(count_scale(200).position(50), 0.25));
}

CAF_TEST(latencies_lie_on_decades) {
  const auto scale = latency_scale(4'000, 1'160'000);
  CAF_CHECK_EQUAL(labels(scale), "1 ms|10 ms|100 ms|1 s|10 s");
  CAF_CHECK(near(scale.position(100'000), 0.5));
  CAF_CHECK(!scale.shows(0));
  CAF_CHECK_EQUAL(labels(latency_scale(0, 0)), "1 us|10 us");
  CAF_CHECK_EQUAL(labels(latency_scale(1000, 1000)), "1 ms|10 ms");
}

CAF_TEST(times_have_at_most_seven_labels) {
  CAF_CHECK_EQUAL(labels(time_scale(300'000)), "0:00|1:00|2:00|3:00|4:00|5:00");
  CAF_CHECK_EQUAL(labels(time_scale(3'600'000)), "0:00|10:00|20:00|30:00|40:00|50:00|1:00:00");
  CAF_CHECK_EQUAL(labels(time_scale(0)), "0:00|0:01");
  for (double seconds = 1; seconds < 3e6; seconds *= 1.07)
    CAF_CHECK(time_scale(seconds * 1000).ticks.size() <= 7);
}

CAF_TEST(percentages_near_100_are_as_far_apart_as_those_far_from_it) {
  const auto scale = rarity_scale(57'118);
  CAF_CHECK_EQUAL(labels(scale), "0 %|90 %|99 %|99.9 %|99.99 %|99.999 %");
  CAF_CHECK(near(scale.position(10), 0.2));
  CAF_CHECK_EQUAL(labels(rarity_scale(1)), "0 %|90 %");
}

CAF_TEST(no_value_lies_outside) {
  std::mt19937 random{3};
  std::lognormal_distribution<double> value{5, 6};
  for (int i = 0; i < 2000; ++i)
    for (const auto& scale :
         {count_scale(value(random)), latency_scale(value(random), value(random)),
          time_scale(value(random)), rarity_scale(value(random))}) {
      const auto position = scale.position(value(random));
      CAF_CHECK(position >= 0 && position <= 1);
      CAF_CHECK(scale.ticks.size() >= 2 && scale.ticks.size() <= 40);
    }
}
