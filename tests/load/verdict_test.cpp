#define CAF_SUITE verdict

#include "load/verdict/booking_ledger.hpp"
#include "load/verdict/judge.hpp"
#include "load/verdict/punctuality.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

run_totals totals_with(domain_counts counts) {
  run_totals x;
  x.domain = counts;
  x.schedule.sent = 100;
  return x;
}

run_outcome outcome(const load_limits& limits, const run_totals& totals,
                    std::vector<std::string> objections = {}) {
  return judge(hold_against(limits, totals), std::move(objections), false).outcome;
}

} // namespace

// -- bookings ---

CAF_TEST(different_bookings_do_not_contradict) {
  booking_ledger x;
  CAF_CHECK(!x.enter({1, "A", "sarah@10", "Sarah|Fri|10:00"}));
  CAF_CHECK(!x.enter({2, "B", "sarah@11", "Sarah|Fri|11:00"}));
  CAF_CHECK(!x.enter({1, "A", "sarah@10", ""})); // told again
  CAF_CHECK_EQUAL(x.bookings(), 2u);
  CAF_CHECK(x.is_taken("sarah@10"));
  CAF_CHECK(!x.is_taken("sarah@12"));
}

CAF_TEST(a_time_told_to_two_is_a_double_booking) {
  booking_ledger x;
  x.enter({1, "A", "sarah@10", "Sarah|Fri|10:00"});
  CAF_CHECK(x.enter({2, "B", "sarah@10", "Сара|пт|10:00"}));
}

CAF_TEST(the_words_alone_betray_a_double_booking) {
  booking_ledger x;
  x.enter({1, "A", "sarah@10", "Sarah|Fri|10:00"});
  CAF_CHECK(x.enter({2, "B", "", "Sarah|Fri|10:00"}));
}

CAF_TEST(a_code_told_to_two_is_a_double_booking) {
  booking_ledger x;
  x.enter({1, "A", "sarah@10", "Sarah|Fri|10:00"});
  CAF_CHECK(x.enter({2, "A", "alex@10", "Alex|Fri|10:00"}));
}

// -- the tool itself ---

CAF_TEST(a_punctual_tool_is_not_objected_to) {
  punctuality x;
  x.scheduled(1000);
  for (int i = 0; i < 1000; ++i)
    x.sent(i < 10 ? 11ms : 10ms);
  for (int i = 0; i < 100; ++i)
    x.probed(i < 1 ? 50ms : 1ms);
  CAF_CHECK(x.objections().empty());
  CAF_CHECK_EQUAL(x.figures().late, 10u);
  CAF_CHECK(x.figures().worst_loop_lag == 50ms);
}

CAF_TEST(over_one_percent_late_is_objected_to) {
  punctuality x;
  x.scheduled(1000);
  for (int i = 0; i < 1000; ++i)
    x.sent(i < 11 ? 11ms : 0ms);
  CAF_CHECK_EQUAL(x.objections().size(), 1u);
}

CAF_TEST(what_never_went_is_late) {
  punctuality x;
  x.scheduled(1000);
  for (int i = 0; i < 980; ++i)
    x.sent(0ms);
  CAF_CHECK_EQUAL(x.figures().late, 20u);
  CAF_CHECK_EQUAL(x.objections().size(), 1u);
}

CAF_TEST(a_lagging_loop_is_objected_to) {
  punctuality x;
  for (int i = 0; i < 100; ++i)
    x.probed(i < 2 ? 11ms : 0ms);
  CAF_CHECK_EQUAL(x.objections().size(), 1u);
}

// -- the verdict ---

CAF_TEST(what_customers_may_never_see_fails_by_default) {
  CAF_CHECK(outcome({}, totals_with({})) == run_outcome::pass);
  CAF_CHECK(outcome({}, totals_with({1, 0, 0, 0, 0})) == run_outcome::failed);
  CAF_CHECK(outcome({}, totals_with({0, 1, 0, 0, 0})) == run_outcome::failed);
  CAF_CHECK(outcome({}, totals_with({0, 0, 1, 0, 0})) == run_outcome::failed);
  CAF_CHECK(outcome({}, totals_with({0, 0, 0, 1, 0})) == run_outcome::failed);
  CAF_CHECK(outcome({}, totals_with({0, 0, 0, 0, 1})) == run_outcome::failed);
}

CAF_TEST(latency_and_errors_count_where_a_limit_is_set) {
  auto totals = totals_with({});
  totals.to_reply.intended.percentiles.at(2).value = 80ms;
  totals.errors["http_503"] = 2;
  CAF_CHECK(outcome({}, totals) == run_outcome::pass);
  load_limits limits;
  limits.p99_milliseconds = 80;
  limits.error_percent = 2;
  CAF_CHECK(outcome(limits, totals) == run_outcome::pass);
  limits.p99_milliseconds = 79;
  CAF_CHECK(outcome(limits, totals) == run_outcome::failed);
  limits.p99_milliseconds.reset();
  limits.error_percent = 1.9;
  CAF_CHECK(outcome(limits, totals) == run_outcome::failed);
}

CAF_TEST(objections_make_a_run_invalid_unless_a_customer_was_wronged) {
  load_limits limits;
  limits.error_percent = 0;
  auto slow = totals_with({});
  slow.errors["timeout"] = 1;
  CAF_CHECK(outcome({}, totals_with({}), {"late"}) == run_outcome::invalid);
  CAF_CHECK(outcome(limits, slow, {"late"}) == run_outcome::invalid);
  CAF_CHECK(outcome({}, totals_with({0, 0, 1, 0, 0}), {"late"}) == run_outcome::failed);
}

CAF_TEST(a_planted_double_booking_fails_the_run_and_is_named) {
  booking_ledger bookings;
  domain_counts counts;
  counts.double_bookings += bookings.enter({1, "A", "sarah@10", "Sarah|Fri|10:00"});
  counts.double_bookings += bookings.enter({2, "B", "sarah@10", "Sarah|Fri|10:00"});
  const auto verdict = judge(hold_against({}, totals_with(counts)), {}, true);
  CAF_CHECK(verdict.outcome == run_outcome::failed);
  CAF_CHECK(verdict.cut_short);
  CAF_REQUIRE_EQUAL(verdict.reasons.size(), 1u);
  CAF_CHECK(verdict.reasons.front().starts_with("double bookings"));
}
