#define CAF_SUITE token_bucket

#include "actors/cores/token_bucket.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

/// Takes as often and as early as possible.
std::vector<steady_time> greedy(token_bucket x, std::size_t n) {
  std::vector<steady_time> taken;
  for (auto now = start; taken.size() < n; now = x.wait_until_available(now))
    if (x.take(now))
      taken.push_back(now);
  return taken;
}

/// The most that fall into one window of this length.
std::ptrdiff_t densest(const std::vector<steady_time>& times, steady_time::duration window) {
  std::ptrdiff_t most = 0;
  for (auto i = times.begin(); i != times.end(); ++i)
    most = std::max(most, std::lower_bound(i, times.end(), *i + window) - i);
  return most;
}

} // namespace

CAF_TEST(a_full_bucket_gives_its_capacity_at_once) {
  token_bucket x{{3, 10ms}};
  for (auto i = 0; i < 3; ++i)
    CAF_CHECK(x.take(start));
  CAF_CHECK(!x.take(start));
  CAF_CHECK(x.wait_until_available(start) == start + 10ms);
  CAF_CHECK(!x.take(start + 9ms));
  CAF_CHECK(x.take(start + 10ms));
  CAF_CHECK(!x.take(start + 10ms));
}

CAF_TEST(it_never_holds_more_than_its_capacity) {
  token_bucket x{{3, 10ms}};
  x.take(start);
  for (auto i = 0; i < 3; ++i)
    CAF_CHECK(x.take(start + 1h));
  CAF_CHECK(!x.take(start + 1h));
}

CAF_TEST(it_is_as_new_after_all_is_refilled) {
  token_bucket x{{3, 10ms}};
  CAF_CHECK(x.full_at() <= start);
  x.take(start);
  x.take(start + 5ms);
  CAF_CHECK(x.full_at() == start + 20ms);
}

CAF_TEST(no_second_sees_more_than_the_number_allows) {
  for (auto n : {1, 2, 9, 20, 80, 250, 1'000}) {
    const auto times = greedy(token_bucket{rate_limit::per_second(n)}, 5'000);
    CAF_CHECK(densest(times, 1s) <= n);
    if (n >= 20)
      CAF_CHECK(densest(times, 1s) >= n * 9 / 10);
  }
}

CAF_TEST(a_burst_of_45_to_one_customer_is_borrowed) {
  const auto times = greedy(token_bucket{rate_limit::whatsapp_pair()}, 50);
  CAF_CHECK(times[44] == start);
  CAF_CHECK(times[45] == start + 6s);
  CAF_CHECK(times[46] == start + 12s);
  CAF_CHECK_EQUAL(densest(times, 6s), 45);
}

CAF_TEST(a_burst_of_20_is_paid_back_after_two_minutes) {
  token_bucket x{rate_limit::whatsapp_pair()};
  for (auto i = 0; i < 20; ++i)
    x.take(start);
  CAF_CHECK(x.full_at() == start + 2min);
}
