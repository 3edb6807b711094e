#define CAF_SUITE checker

#include "tests/faults/good_run.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

CAF_TEST(a_good_history_breaks_nothing) {
  good_run run;
  CAF_CHECK(is_good(run));
  const auto result = judged(run);
  CAF_CHECK_EQUAL(result.messages, 2);
  CAF_CHECK_EQUAL(result.effects, 2);
}

CAF_TEST(P1_is_broken_by_a_later_message_that_takes_effect_first) {
  good_run run;
  std::swap(run.mine().stored[0].handled, run.mine().stored[1].handled);
  CAF_CHECK(breaks(run, "P1"));
}

CAF_TEST(P1_lets_messages_that_overlap_take_effect_in_any_order) {
  good_run run;
  run.mine().sent[1].deliveries.front().sent = 105ms;
  std::swap(run.mine().stored[0].handled, run.mine().stored[1].handled);
  CAF_CHECK(is_good(run));
}

CAF_TEST(P1_holds_within_one_POST) {
  good_run run;
  run.mine().sent[1].deliveries = run.mine().sent[0].deliveries;
  CAF_CHECK(is_good(run));
  std::swap(run.mine().stored[0].handled, run.mine().stored[1].handled);
  CAF_CHECK(breaks(run, "P1"));
}

CAF_TEST(P2_is_broken_by_two_answers_to_one_message) {
  good_run run;
  run.delivers(run.mine().sent[1], 300ms);
  run.mine().stored.push_back({7, 3, "m2", "out-again", true, {}});
  run.mine().received.push_back({400ms, "out-again", "text", true, {"slot_1"}});
  CAF_CHECK(breaks(run, "P2"));
}

CAF_TEST(P2_counts_what_a_new_node_could_not_know_apart) {
  good_run run;
  run.history.disturbed.push_back({1100ms, 1500ms});
  run.delivers(run.mine().sent[1], 1200ms, 200, 1);
  run.mine().stored.push_back({8, 3, "m2", "out-again", true, {"m2"}});
  run.mine().received.push_back({1300ms, "out-again", "text", true, {"slot_1"}});
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).repeated, 1);
}

CAF_TEST(P2_counts_what_a_session_that_had_left_memory_could_not_know_apart) {
  good_run run;
  run.delivers(run.mine().sent[1], 600ms);
  run.mine().stored.push_back({7, 3, "m2", "out-again", true, {"m2"}});
  run.mine().received.push_back({700ms, "out-again", "text", true, {"slot_1"}});
  CAF_CHECK(breaks(run, "P2"));
  run.mine().stored.back().epoch = 8;
  CAF_CHECK(is_good(run));
  run.history.disturbed.clear();
  CAF_CHECK(breaks(run, "P2"));
}

CAF_TEST(P2_is_broken_by_a_revision_without_a_message) {
  good_run run;
  run.mine().stored[1].revision = 3;
  CAF_CHECK(breaks(run, "P2"));
}

CAF_TEST(P2_lets_a_new_master_lack_ids_until_its_owner_gives_it_all_of_them) {
  good_run run;
  run.mine().stored.push_back({7, 4, "m2", "out-m2", true, {"m4"}});
  CAF_CHECK(breaks(run, "P2"));
  run.mine().stored.push_back({7, 5, "m2", "out-m2", true, {"m1", "m2", "m3", "m4", "m5"}});
  CAF_CHECK(breaks(run, "P2"));
  run.history.failed_over = true;
  CAF_CHECK(is_good(run));
}

CAF_TEST(P1_does_not_take_the_ids_that_a_new_master_is_given_late_for_late_effects) {
  good_run run;
  run.mine().stored[0].handled = {"m2"};
  run.mine().stored[1].handled = {"m1"};
  CAF_CHECK(breaks(run, "P1"));
  run.mine().stored[1].handled = {"m1", "m2"};
  CAF_CHECK(is_good(run));
  run.mine().stored[1] = {0, 0, "", "", false, {"m1"}};
  CAF_CHECK(is_good(run));
}

CAF_TEST(P3_is_broken_by_a_200_without_an_effect) {
  good_run run;
  run.says("m3", 950ms);
  CAF_CHECK(breaks(run, "P3"));
}

CAF_TEST(P3_is_broken_by_a_turn_of_degraded_mode_that_dies_with_its_node) {
  good_run run;
  run.says("m3", 600ms);
  CAF_CHECK(breaks(run, "P3"));
  run.history.lives[0].ended = 800ms;
  CAF_CHECK(breaks(run, "P3"));
  CAF_CHECK_EQUAL(judged(run).lost, 0);
}

CAF_TEST(P3_lets_no_node_that_ended_in_order_lose_anything) {
  good_run run;
  run.history.disturbed.push_back({1100ms, 1900ms});
  run.says("m3", 1200ms, 200, 1);
  CAF_CHECK(breaks(run, "P3"));
}

CAF_TEST(P3_counts_what_died_with_a_master_as_lost_if_the_node_died_before_there_was_another) {
  good_run run;
  run.says("m3", 300ms); // while all was well
  run.mine().abandoned.push_back({7, 3, "m3", "out-m3", true, {"m3"}});
  CAF_CHECK(breaks(run, "P3"));
  run.history.lives[0].ended = 800ms;
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).lost, 1);
  run.mine().abandoned.clear();
  CAF_CHECK(breaks(run, "P3"));
}

CAF_TEST(P2_counts_what_a_dead_master_had_done_before_as_repeated_on_the_same_terms) {
  good_run run;
  run.mine().abandoned.push_back({7, 2, "m2", "out-lost", true, {"m2"}});
  CAF_CHECK(breaks(run, "P2"));
  run.history.lives[0].ended = 800ms;
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).repeated, 1);
}

CAF_TEST(P3_asks_nothing_for_what_was_refused_and_then_taken) {
  good_run run;
  run.delivers(run.says("m3", 300ms, 503), 350ms);
  run.stores(7, 3, "m3");
  run.gets("m3");
  CAF_CHECK(is_good(run));
}

CAF_TEST(P3_is_broken_by_a_message_that_nobody_ever_takes) {
  good_run run;
  run.says("m3", 300ms, 503);
  CAF_CHECK(breaks(run, "P3"));
}

CAF_TEST(P5_is_broken_by_an_older_revision_over_a_newer_one) {
  good_run run;
  run.mine().stored.push_back({6, 2, "m2", "out-m2", true, {}});
  CAF_CHECK(breaks(run, "P5"));
}
