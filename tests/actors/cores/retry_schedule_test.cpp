#define CAF_SUITE retry_schedule

#include "actors/cores/retry_schedule.hpp"

#include <caf/test/unit_test.hpp>

#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using waits = std::vector<std::chrono::milliseconds::rep>;

send_answer failed(send_outcome outcome, int max_tries = 5, int min_wait_seconds = 0) {
  send_answer x;
  x.outcome = outcome;
  x.max_tries = max_tries;
  x.min_wait_seconds = min_wait_seconds;
  return x;
}

/// The waits in milliseconds until it gives up.
waits all(retry_schedule x, const send_answer& answer, double jitter = 0) {
  waits seen;
  while (auto wait = x.next(answer, jitter))
    seen.push_back(wait->count());
  return seen;
}

} // namespace

CAF_TEST(a_transient_error_is_tried_five_times) {
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::retry)),
                  (waits{1'000, 2'000, 4'000, 8'000}));
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::unknown_outcome)),
                  (waits{1'000, 2'000, 4'000, 8'000}));
}

CAF_TEST(jitter_stretches_by_at_most_a_quarter) {
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::retry), 0.5),
                  (waits{1'125, 2'250, 4'500, 9'000}));
}

CAF_TEST(an_error_code_can_ask_for_fewer_tries) {
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::retry, 2)), (waits{1'000}));
  CAF_CHECK_EQUAL(all(retry_schedule{60}, failed(send_outcome::retry, 3)), (waits{1'000, 2'000}));
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::retry, 1)), waits{});
}

CAF_TEST(an_error_code_can_ask_for_a_longer_wait) {
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::retry, 5, 60)),
                  (waits{60'000, 60'000, 60'000, 60'000}));
}

CAF_TEST(the_pair_limit_waits_powers_of_four) {
  CAF_CHECK_EQUAL(all(retry_schedule{}, failed(send_outcome::pair_limited), 0.5),
                  (waits{1'000, 4'000, 16'000, 64'000, 256'000}));
}

CAF_TEST(patience_outlasts_an_outage_of_an_hour) {
  const auto seen = all(retry_schedule{65}, failed(send_outcome::retry));
  std::chrono::milliseconds total{0};
  for (auto wait : seen)
    total += std::chrono::milliseconds{wait};
  CAF_CHECK_EQUAL(seen.size(), 64u);
  CAF_CHECK_EQUAL(seen.back(), 60'000);
  CAF_CHECK(total > 55min);
}

CAF_TEST(patience_makes_no_more_duplicates) {
  CAF_CHECK_EQUAL(all(retry_schedule{65}, failed(send_outcome::unknown_outcome)).size(), 4u);
}

CAF_TEST(tries_of_both_kinds_count) {
  retry_schedule x;
  x.next(failed(send_outcome::retry), 0);
  x.next(failed(send_outcome::pair_limited), 0);
  x.next(failed(send_outcome::retry), 0);
  CAF_CHECK_EQUAL(x.tries(), 3);
}

CAF_TEST(what_cannot_be_mended_is_not_tried_again) {
  for (auto outcome : {send_outcome::final_failure, send_outcome::need_template})
    CAF_CHECK(!retry_schedule{}.next(failed(outcome), 0));
}
