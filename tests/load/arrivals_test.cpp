#define CAF_SUITE arrivals

#include "load/scenario/arrival_schedule.hpp"
#include "load/scenario/delay_law.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;
using seconds = std::chrono::duration<double>;

namespace {

constexpr arrival_plan poisson{arrival_model::poisson, 200, 10s};

std::vector<double> times(const arrival_plan& plan, std::uint64_t seed, nanoseconds end) {
  arrival_schedule schedule{plan, seed};
  std::vector<double> all;
  for (auto at = schedule.next(); at < end; at = schedule.next())
    all.push_back(seconds{at}.count());
  return all;
}

std::vector<double> gaps(const std::vector<double>& all, double from) {
  std::vector<double> out;
  for (std::size_t i = 1; i < all.size(); ++i)
    if (all[i - 1] >= from)
      out.push_back(all[i] - all[i - 1]);
  return out;
}

double mean(const std::vector<double>& all) {
  double sum = 0;
  for (const auto x : all)
    sum += x;
  return sum / static_cast<double>(all.size());
}

double deviation(const std::vector<double>& all) {
  const auto middle = mean(all);
  double sum = 0;
  for (const auto x : all)
    sum += (x - middle) * (x - middle);
  return std::sqrt(sum / static_cast<double>(all.size()));
}

bool is_near(double x, double wanted, double share) {
  return std::abs(x - wanted) <= share * std::abs(wanted);
}

} // namespace

CAF_TEST(a_seed_gives_the_same_times_and_another_one_others) {
  CAF_CHECK(times(poisson, 1, 20s) == times(poisson, 1, 20s));
  CAF_CHECK(times(poisson, 1, 20s) != times(poisson, 2, 20s));
}

CAF_TEST(times_never_go_back) {
  const auto all = times(poisson, 3, 30s);
  CAF_CHECK(std::ranges::is_sorted(all));
  CAF_CHECK(all.front() >= 0);
}

CAF_TEST(poisson_gaps_are_exponential_after_the_ramp) {
  const auto found = gaps(times(poisson, 4, 110s), 10);
  CAF_CHECK(is_near(mean(found), 1.0 / 200, 0.05));
  CAF_CHECK(is_near(deviation(found), 1.0 / 200, 0.05));
  const auto long_ones = std::ranges::count_if(found, [](double x) { return x > 2.0 / 200; });
  CAF_CHECK(is_near(static_cast<double>(long_ones) / static_cast<double>(found.size()),
                    std::exp(-2), 0.1));
}

CAF_TEST(constant_gaps_are_even_after_the_ramp) {
  const auto found = gaps(times({arrival_model::constant, 200, 1s}, 5, 20s), 1.1);
  CAF_CHECK(is_near(mean(found), 1.0 / 200, 0.001));
  CAF_CHECK(deviation(found) < 1e-6);
}

CAF_TEST(the_ramp_grows_steadily_to_the_rate) {
  for (const auto model : {arrival_model::constant, arrival_model::poisson}) {
    const arrival_plan plan{model, 500, 10s};
    const auto all = times(plan, 6, 20s);
    const auto count_to = [&](double end) {
      return static_cast<double>(std::ranges::lower_bound(all, end) - all.begin());
    };
    CAF_CHECK(is_near(count_to(5), 500 * 5 * 5 / 10.0 / 2, 0.1)); // a quarter of the ramp's
    CAF_CHECK(is_near(count_to(10), 2500, 0.06));
    CAF_CHECK(is_near(count_to(20), 7500, 0.05));
    CAF_CHECK(is_near(count_to(20), expected_messages(plan, 20s), 0.05));
  }
}

CAF_TEST(think_times_follow_their_law) {
  const auto draw = [](const delay_law& law) {
    dice chance{7};
    std::vector<double> all;
    for (int i = 0; i < 20'000; ++i)
      all.push_back(seconds{law.draw(chance)}.count());
    std::ranges::sort(all);
    return all;
  };
  using shape = delay_law::shape;
  CAF_CHECK_EQUAL(deviation(draw({shape::constant, 2s})), 0.0);
  const auto even = draw({shape::uniform, 0s, 0, 1s, 3s});
  CAF_CHECK(is_near(mean(even), 2, 0.02));
  CAF_CHECK(even.front() >= 1 && even.back() <= 3);
  CAF_CHECK(is_near(mean(draw({shape::exponential, 2s})), 2, 0.03));
  const auto skewed = draw({shape::lognormal, 2s, 0.5, 0s, 9s});
  CAF_CHECK(is_near(skewed[skewed.size() / 2], 2, 0.03));
  CAF_CHECK(is_near(skewed[skewed.size() * 84 / 100], 2 * std::exp(0.5), 0.04));
  CAF_CHECK(skewed.back() <= 9);
}

CAF_TEST(weights_are_shares) {
  dice chance{8};
  const std::array<double, 4> weights{1, 0, 3, 0};
  std::array<int, 4> found{};
  for (int i = 0; i < 10'000; ++i)
    ++found[chance.weighted(weights)];
  CAF_CHECK_EQUAL(found[1] + found[3], 0);
  CAF_CHECK(is_near(found[2], 7500, 0.03));
}
