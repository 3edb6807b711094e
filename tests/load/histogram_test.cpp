#define CAF_SUITE histogram

#include "load/figures/histogram.hpp"
#include "load/figures/histogram_layout.hpp"
#include "load/figures/percentile_text.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <random>

using namespace quickbooking;
using std::chrono::microseconds;

namespace {

/// Durations over all magnitudes from 1 us to an hour.
std::vector<microseconds> random_values(std::uint64_t seed, std::size_t size) {
  std::mt19937_64 random{seed};
  std::uniform_real_distribution<double> magnitude{0, std::log(3.6e9)};
  std::vector<microseconds> values;
  for (std::size_t i = 0; i < size; ++i)
    values.emplace_back(std::llround(std::exp(magnitude(random))));
  return values;
}

histogram recorded(const std::vector<microseconds>& values) {
  histogram all;
  for (auto x : values)
    all.record(x);
  return all;
}

/// The percentile as its definition has it.
microseconds oracle(const std::vector<microseconds>& sorted, double percent) {
  const auto share = percent / 100 * static_cast<double>(sorted.size());
  const auto rank = std::max(1.0, std::ceil(share - 1e-9));
  return sorted[static_cast<std::size_t>(rank) - 1];
}

} // namespace

CAF_TEST(percentiles_are_those_of_the_sorted_values_at_most_a_thousandth_higher) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    auto values = random_values(seed, 1 + seed * seed * 25);
    const auto figures = recorded(values);
    std::ranges::sort(values);
    for (auto percent : {0.0, 1.0, 25.0, 50.0, 90.0, 99.0, 99.9, 99.99, 100.0}) {
      const auto exact = oracle(values, percent);
      const auto told = figures.percentile(percent);
      CAF_CHECK(told >= exact);
      CAF_CHECK(static_cast<double>(told.count()) <= static_cast<double>(exact.count()) * 1.001);
    }
    CAF_CHECK_EQUAL(figures.min().count(), values.front().count());
    CAF_CHECK_EQUAL(figures.max().count(), values.back().count());
    CAF_CHECK_EQUAL(figures.count(), values.size());
  }
}

CAF_TEST(mean_and_deviation_are_those_of_the_values) {
  const auto values = random_values(7, 20'000);
  const auto figures = recorded(values);
  double sum = 0;
  for (auto x : values)
    sum += static_cast<double>(x.count());
  const auto mean = sum / static_cast<double>(values.size());
  double squares = 0;
  for (auto x : values)
    squares += std::pow(static_cast<double>(x.count()) - mean, 2);
  const auto deviation = std::sqrt(squares / static_cast<double>(values.size()));
  CAF_CHECK(std::abs(figures.mean() / mean - 1) < 0.001);
  CAF_CHECK(std::abs(figures.standard_deviation() / deviation - 1) < 0.001);
}

CAF_TEST(adding_histograms_is_recording_all_their_values_in_one) {
  const auto first = random_values(1, 5'000);
  auto second = random_values(2, 700);
  for (auto& x : second)
    x += microseconds{50}; // so that the smallest value is in the first only
  auto both = first;
  both.insert(both.end(), second.begin(), second.end());
  const auto all = recorded(both);
  for (const auto& [one, other] : {std::pair{first, second}, std::pair{second, first}}) {
    auto sum = recorded(one);
    sum.add(recorded(other));
    sum.add(histogram{});
    CAF_CHECK(sum == all);
    CAF_CHECK_EQUAL(sum.count(), all.count());
    CAF_CHECK_EQUAL(sum.min().count(), all.min().count());
    CAF_CHECK_EQUAL(sum.max().count(), all.max().count());
  }
}

CAF_TEST(a_value_recorded_many_times_counts_as_often) {
  histogram once;
  once.record(microseconds{1500}, 1000);
  once.record(microseconds{9}, 0);
  histogram singly;
  for (int i = 0; i < 1000; ++i)
    singly.record(microseconds{1500});
  CAF_CHECK(once == singly);
  CAF_CHECK_EQUAL(once.count(), 1000u);
  CAF_CHECK_EQUAL(once.min().count(), 1500);
}

CAF_TEST(values_outside_the_range_count_at_its_ends) {
  histogram x;
  x.record(microseconds{-5});
  x.record(std::chrono::hours{2});
  CAF_CHECK_EQUAL(x.count(), 2u);
  CAF_CHECK_EQUAL(x.min().count(), 0);
  CAF_CHECK(x.max() == std::chrono::hours{1});
  CAF_CHECK(x.percentile(100) == std::chrono::hours{1});
}

CAF_TEST(an_empty_histogram_tells_zeros) {
  histogram x;
  x.record(microseconds{77});
  x.clear();
  CAF_CHECK(x.empty());
  CAF_CHECK(x == histogram{});
  CAF_CHECK_EQUAL(x.percentile(50).count(), 0);
  CAF_CHECK_EQUAL(x.min().count(), 0);
  CAF_CHECK_EQUAL(x.max().count(), 0);
  CAF_CHECK_EQUAL(x.mean(), 0);
  CAF_CHECK_EQUAL(x.standard_deviation(), 0);
}

CAF_TEST(the_values_above_a_limit_are_counted) {
  histogram x;
  for (int i = 1; i <= 1000; ++i)
    x.record(microseconds{i});
  CAF_CHECK_EQUAL(x.count_above(microseconds{990}), 10u);
  CAF_CHECK_EQUAL(x.count_above(microseconds{1000}), 0u);
  CAF_CHECK_EQUAL(x.count_above(std::chrono::hours{9}), 0u);
  CAF_CHECK_EQUAL(x.percentile(99).count(), 990);
}

CAF_TEST(buckets_follow_one_another_without_gaps) {
  namespace layout = histogram_layout;
  CAF_CHECK_EQUAL(layout::counter_count, 23'552u);
  const histogram x;
  CAF_REQUIRE_EQUAL(x.size(), 23'552u);
  bool all_fit = true;
  for (std::size_t i = 0; i + 1 < x.size(); ++i) {
    const auto lowest = static_cast<std::uint64_t>(x.at(i).lowest.count());
    const auto highest = static_cast<std::uint64_t>(x.at(i).highest.count());
    all_fit = all_fit && layout::index_of(lowest) == i && layout::index_of(highest) == i
              && x.at(i + 1).lowest.count() == x.at(i).highest.count() + 1;
  }
  CAF_CHECK(all_fit);
}

CAF_TEST(percentiles_are_printed_as_hdrhistogram_prints_them) {
  histogram x;
  for (int i = 1; i <= 4; ++i)
    x.record(microseconds{i * 250});
  const std::string expected = "       Value     Percentile TotalCount 1/(1-Percentile)\n"
                               "\n"
                               "       0.250 0.000000000000          1           1.00\n"
                               "       0.250 0.100000000000          1           1.11\n"
                               "       0.250 0.200000000000          1           1.25\n"
                               "       0.500 0.300000000000          2           1.43\n"
                               "       0.500 0.400000000000          2           1.67\n"
                               "       0.500 0.500000000000          2           2.00\n"
                               "       0.750 0.550000000000          3           2.22\n"
                               "       0.750 0.600000000000          3           2.50\n"
                               "       0.750 0.650000000000          3           2.86\n"
                               "       0.750 0.700000000000          3           3.33\n"
                               "       0.750 0.750000000000          3           4.00\n"
                               "       1.000 0.775000000000          4           4.44\n"
                               "       1.000 1.000000000000          4\n"
                               "#[Mean    =        0.625, StdDeviation   =        0.280]\n"
                               "#[Max     =        1.000, Total count    =            4]\n"
                               "#[Buckets =           22, SubBuckets     =         2048]\n";
  CAF_CHECK_EQUAL(percentile_text(x), expected);
}

CAF_TEST(printing_ends_whatever_was_counted) {
  histogram x;
  x.record(microseconds{1}, std::uint64_t{1} << 62);
  x.record(microseconds{2});
  CAF_CHECK(percentile_text(x).size() < 20'000);
  CAF_CHECK(percentile_text(histogram{}).find("Total count    =            0]")
            != std::string::npos);
}
