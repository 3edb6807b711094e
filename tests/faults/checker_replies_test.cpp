#define CAF_SUITE checker_replies

#include "tests/faults/good_run.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

CAF_TEST(P2_is_broken_by_a_reply_that_comes_with_two_contents) {
  good_run run;
  run.gets("m1");
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).duplicate_replies, 1);
  run.mine().received.back().text = "other";
  CAF_CHECK(breaks(run, "P2"));
}

CAF_TEST(P4_is_broken_by_a_durable_reply_that_never_comes) {
  good_run run;
  run.mine().received.pop_back();
  CAF_CHECK(breaks(run, "P4"));
}

CAF_TEST(P4_lets_a_newer_reply_supersede_a_card_but_no_text) {
  good_run run;
  run.mine().received.erase(run.mine().received.begin());
  CAF_CHECK(is_good(run));
  run.mine().stored.front().answer_is_card = false;
  CAF_CHECK(breaks(run, "P4"));
}

CAF_TEST(P4_can_leave_out_what_was_due_at_the_end_of_a_node) {
  good_run run;
  run.mine().received.pop_back();
  check_options lenient;
  lenient.replies_survive_restart = false;
  const auto result = judged(run, lenient);
  CAF_CHECK(result.findings.empty());
  CAF_CHECK_EQUAL(result.late_replies, 1);
}

CAF_TEST(P4_tells_replies_of_degraded_turns_apart) {
  good_run run;
  run.mine().received.pop_back();
  run.history.disturbed.push_back({190ms, 250ms});
  CAF_CHECK(breaks(run, "P4"));
  check_options lenient;
  lenient.degraded_replies_survive_restart = false;
  CAF_CHECK(judged(run, lenient).findings.empty());
  CAF_CHECK_EQUAL(judged(run, lenient).late_replies, 1);
}

CAF_TEST(P6_is_broken_by_overlapping_bookings) {
  good_run run;
  run.mine().sent[0] = {"m1", "confirm_a", true, run.mine().sent[0].deliveries};
  run.mine().sent[1] = {"m2", "confirm_b", true, run.mine().sent[1].deliveries};
  run.books("BK-AAAAA", 1000);
  run.books("BK-BBBBB", 1060);
  CAF_CHECK(is_good(run));
  run.history.bookings.back().start = 1059;
  CAF_CHECK(breaks(run, "P6"));
  CAF_CHECK_EQUAL(judged(run).double_bookings, 1);
}

CAF_TEST(P6_is_broken_by_two_bookings_of_one_confirm) {
  good_run run;
  for (auto& x : run.mine().sent)
    x = {x.id, "confirm_a", true, x.deliveries};
  run.books("BK-AAAAA", 1000);
  CAF_CHECK(is_good(run));
  run.books("BK-BBBBB", 2000);
  CAF_CHECK(breaks(run, "P6"));
}

CAF_TEST(P6_is_broken_by_a_code_that_names_no_booking) {
  good_run run;
  run.mine().received.back().text = "You're booked, code BK-ZZZZZ";
  CAF_CHECK(breaks(run, "P6"));
}

CAF_TEST(P7_is_broken_by_an_answer_that_takes_too_long) {
  good_run run;
  run.mine().sent[1].deliveries.front().answered = 200ms + 3s;
  CAF_CHECK(breaks(run, "P7"));
}

CAF_TEST(P8_is_broken_by_a_card_without_options_and_a_text_without_a_way_on) {
  good_run run;
  run.mine().received.back().options.clear();
  CAF_CHECK(breaks(run, "P8"));
  run.mine().received.back().is_card = false;
  CAF_CHECK(breaks(run, "P8"));
  run.mine().received.back().text = "Call us: +1 212 555 0100";
  CAF_CHECK(is_good(run));
}
