#define CAF_SUITE figure_text

#include "load/report/figure_text.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

CAF_TEST(latencies_have_three_digits_and_their_unit) {
  CAF_CHECK_EQUAL(latency_text(0us), "0 us");
  CAF_CHECK_EQUAL(latency_text(999us), "999 us");
  CAF_CHECK_EQUAL(latency_text(1000us), "1.00 ms");
  CAF_CHECK_EQUAL(latency_text(9996us), "10.0 ms");
  CAF_CHECK_EQUAL(latency_text(99'960us), "100 ms");
  CAF_CHECK_EQUAL(latency_text(999'499us), "999 ms");
  CAF_CHECK_EQUAL(latency_text(999'500us), "1.00 s");
  CAF_CHECK_EQUAL(latency_text(1h), "3600 s");
}

CAF_TEST(counts_have_commas) {
  CAF_CHECK_EQUAL(count_text(0), "0");
  CAF_CHECK_EQUAL(count_text(999), "999");
  CAF_CHECK_EQUAL(count_text(1000), "1,000");
  CAF_CHECK_EQUAL(count_text(12'003'045), "12,003,045");
  CAF_CHECK_EQUAL(count_text(UINT64_MAX), "18,446,744,073,709,551,615");
}

CAF_TEST(figures_have_a_fraction_where_it_tells) {
  CAF_CHECK_EQUAL(figure_text(0), "0");
  CAF_CHECK_EQUAL(figure_text(12.5), "12.5");
  CAF_CHECK_EQUAL(figure_text(12.04), "12");
  CAF_CHECK_EQUAL(figure_text(99.96), "100");
  CAF_CHECK_EQUAL(figure_text(20'000), "20,000");
}

CAF_TEST(times_ratios_and_shares_are_as_people_read_them) {
  CAF_CHECK_EQUAL(clock_text(65'900ms), "1:05");
  CAF_CHECK_EQUAL(clock_text(1h + 2min + 3s), "1:02:03");
  CAF_CHECK_EQUAL(time_text(from_unix_ms(1'780'000'000'123)), "2026-05-28 20:26:40 UTC");
  CAF_CHECK_EQUAL(ratio_text(5, 4), "1.25x");
  CAF_CHECK_EQUAL(ratio_text(5, 0), "-");
  CAF_CHECK_EQUAL(share_text(1, 800), "0.12 %");
  CAF_CHECK_EQUAL(share_text(1, 0), "-");
}
