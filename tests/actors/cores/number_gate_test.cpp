#define CAF_SUITE number_gate

#include "actors/cores/number_gate.hpp"

#include <caf/test/unit_test.hpp>

#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

constexpr rate_limit fast{1'000, 1us};

/// Sends one after the other until the gate stays shut, each failing; the pauses in seconds.
std::vector<long> pauses(gate_fault why, std::size_t n) {
  number_gate x{fast, 1};
  std::vector<long> seen;
  for (auto now = start; seen.size() < n; now = x.free_at(now)) {
    x.failed(x.sent(now), why, now);
    seen.push_back(std::chrono::duration_cast<std::chrono::seconds>(x.free_at(now) - now).count());
  }
  return seen;
}

number_gate paused(gate_fault why) {
  number_gate x{fast, 4};
  x.failed(x.sent(start), why, start);
  return x;
}

} // namespace

CAF_TEST(no_more_are_under_way_than_allowed) {
  number_gate x{fast, 2};
  const auto first = x.sent(start);
  x.sent(start);
  CAF_CHECK(!x.may_send(start));
  CAF_CHECK(x.free_at(start) == steady_time::max());
  x.worked(first);
  CAF_CHECK(x.may_send(start));
}

CAF_TEST(the_rate_is_kept) {
  number_gate x{{1, 100ms}, 10};
  x.sent(start);
  CAF_CHECK(x.free_at(start) == start + 100ms);
  CAF_CHECK(x.may_send(start + 100ms));
}

CAF_TEST(every_fault_pauses_for_its_own_time) {
  CAF_CHECK_EQUAL(pauses(gate_fault::throttled, 8),
                  (std::vector<long>{1, 2, 4, 8, 16, 32, 60, 60}));
  CAF_CHECK_EQUAL(pauses(gate_fault::unreachable, 7), (std::vector<long>{1, 2, 4, 8, 16, 30, 30}));
  CAF_CHECK_EQUAL(pauses(gate_fault::wait_long, 4), (std::vector<long>{600, 1'200, 2'400, 3'600}));
  CAF_CHECK_EQUAL(pauses(gate_fault::configuration, 3), (std::vector<long>{60, 60, 60}));
}

CAF_TEST(after_a_pause_one_probe_goes) {
  auto x = paused(gate_fault::configuration);
  CAF_CHECK(x.paused_by() == gate_fault::configuration);
  CAF_CHECK(!x.may_send(start + 59s));
  CAF_CHECK(x.may_send(start + 60s));
  const auto probe = x.sent(start + 60s);
  CAF_CHECK(!x.may_send(start + 24h));
  x.worked(probe);
  CAF_CHECK(x.may_send(start + 60s));
  CAF_CHECK(!x.paused_by());
}

CAF_TEST(a_probe_without_answer_pauses_again) {
  auto x = paused(gate_fault::configuration);
  x.unclear(x.sent(start + 60s), start + 90s);
  CAF_CHECK(x.paused_by() == gate_fault::configuration);
  CAF_CHECK(x.free_at(start + 90s) == start + 150s);
}

CAF_TEST(answers_from_before_a_pause_change_nothing) {
  number_gate x{fast, 4};
  const auto a = x.sent(start), b = x.sent(start), c = x.sent(start);
  x.failed(a, gate_fault::throttled, start);
  x.failed(b, gate_fault::throttled, start);
  x.worked(c);
  CAF_CHECK(x.free_at(start) == start + 1s);
  CAF_CHECK_EQUAL(x.works(), 0u);
  x.failed(x.sent(start + 1s), gate_fault::throttled, start + 1s);
  CAF_CHECK(x.free_at(start + 1s) == start + 3s);
}

CAF_TEST(a_working_number_forgets_its_pauses) {
  auto x = paused(gate_fault::throttled);
  x.worked(x.sent(start + 1s));
  x.failed(x.sent(start + 1s), gate_fault::throttled, start + 1s);
  CAF_CHECK(x.free_at(start + 1s) == start + 2s);
}

CAF_TEST(a_new_fault_counts_from_the_beginning) {
  auto x = paused(gate_fault::throttled);
  x.failed(x.sent(start + 1s), gate_fault::throttled, start + 1s);
  x.failed(x.sent(start + 3s), gate_fault::unreachable, start + 3s);
  CAF_CHECK(x.free_at(start + 3s) == start + 4s);
}

CAF_TEST(three_unclear_answers_in_a_row_pause) {
  number_gate x{fast, 8};
  x.unclear(x.sent(start), start);
  x.unclear(x.sent(start), start);
  x.worked(x.sent(start));
  x.unclear(x.sent(start), start);
  x.unclear(x.sent(start), start);
  CAF_CHECK(x.may_send(start));
  x.unclear(x.sent(start), start);
  CAF_CHECK(x.paused_by() == gate_fault::unreachable);
}
