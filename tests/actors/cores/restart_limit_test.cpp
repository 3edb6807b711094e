#define CAF_SUITE restart_limit

#include "actors/cores/restart_limit.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

} // namespace

CAF_TEST(so_many_restarts_are_granted_in_so_long_and_no_more) {
  restart_limit x{{3, 10s}};
  CAF_CHECK(x.grant(start));
  CAF_CHECK(x.grant(start + 1s));
  CAF_CHECK(x.grant(start + 2s));
  CAF_CHECK(!x.grant(start + 2s));
  CAF_CHECK(!x.grant(start + 9'999ms));
}

CAF_TEST(a_restart_counts_for_its_time_and_one_that_was_refused_does_not) {
  restart_limit x{{2, 10s}};
  CAF_CHECK(x.grant(start));
  CAF_CHECK(x.grant(start + 5s));
  CAF_CHECK(!x.grant(start + 9s));
  CAF_CHECK(x.grant(start + 10s));
  CAF_CHECK(!x.grant(start + 14s));
  CAF_CHECK(x.grant(start + 15s));
}

CAF_TEST(what_stumbles_now_and_then_is_restarted_for_ever) {
  restart_limit x{{2, 10s}};
  for (int i = 0; i < 1'000; ++i)
    CAF_CHECK(x.grant(start + i * 6s));
}

CAF_TEST(with_no_restarts_allowed_none_is_granted) {
  restart_limit x{{0, 10s}};
  CAF_CHECK(!x.grant(start));
  CAF_CHECK(!x.grant(start + 1h));
}
