#define CAF_SUITE checker

#include "tests/faults/checker.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>

using namespace quickbooking::faults;
using namespace std::chrono_literals;

namespace {

constexpr const char* phone = "+15550001";

/// A run of one phone: two nodes, of which the first was killed at 1,000 ms; Redis was disturbed
/// from 500 to 900 ms. Two messages that were answered one after the other, each with a reply.
struct good_run {
  run_history history;

  good_run() {
    history.lives
        = {{0ms, 1000ms, node_life::ending::killed}, {1100ms, 2000ms, node_life::ending::in_order}};
    history.disturbed = {{500ms, 900ms}};
    history.phones.push_back({phone, {}, {}, {}, {}});
    says("m1", 100ms);
    says("m2", 200ms);
    stores(7, 1, "m1");
    stores(7, 2, "m2");
    gets("m1");
    gets("m2");
  }

  phone_history& mine() { return history.phones.front(); }

  sent_message& says(const std::string& id, run_time at, int status = 200, int life = 0) {
    mine().sent.push_back({id, "text", false, {}});
    return delivers(mine().sent.back(), at, status, life);
  }

  sent_message& delivers(sent_message& x, run_time at, int status = 200, int life = 0) {
    x.deliveries.push_back({at, at + 10ms, status, life, ++posts});
    return x;
  }

  void stores(std::uint64_t epoch, std::uint64_t revision, const std::string& id) {
    mine().stored.push_back({epoch, revision, id, "out-" + id, true, {id}});
  }

  void gets(const std::string& id) {
    mine().received.push_back({300ms, "out-" + id, "text", true, {"slot_1"}});
  }

  void books(const std::string& code, std::int64_t start, const std::string& master = "sarah") {
    history.bookings.push_back({"salon", phone, master, code, start, start + 60});
  }

  int posts = 0;
};

verdict judged(const good_run& x, check_options options = {}) { return check(x.history, options); }

bool breaks(const good_run& x, const std::string& promise) {
  const auto found = judged(x).findings;
  return !found.empty() && std::all_of(found.begin(), found.end(), [&promise](const auto& each) {
    return each.promise == promise;
  });
}

bool is_good(const good_run& x) { return judged(x).findings.empty(); }

} // namespace

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

CAF_TEST(P2_lets_an_owner_give_all_ids_again_under_a_new_revision_but_not_skip_one) {
  good_run run;
  run.mine().stored.push_back({7, 3, "m2", "out-m2", true, {"m1", "m2"}});
  CAF_CHECK(is_good(run));
  run.mine().stored.back() = {7, 3, "m2", "out-m2", true, {"m1", "m2", "m3", "m4"}};
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
}

CAF_TEST(P2_is_broken_by_a_reply_that_comes_with_two_contents) {
  good_run run;
  run.gets("m1");
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).duplicate_replies, 1);
  run.mine().received.back().text = "other";
  CAF_CHECK(breaks(run, "P2"));
}

CAF_TEST(P3_is_broken_by_a_200_without_an_effect) {
  good_run run;
  run.says("m3", 950ms);
  CAF_CHECK(breaks(run, "P3"));
}

CAF_TEST(P3_lets_a_node_lose_what_it_took_in_degraded_mode_if_it_is_killed_in_it) {
  good_run run;
  run.says("m3", 600ms);
  CAF_CHECK(breaks(run, "P3"));
  run.history.lives[0].ended = 800ms;
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).lost, 1);
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

CAF_TEST(P5_is_broken_by_an_older_revision_over_a_newer_one) {
  good_run run;
  run.mine().stored.push_back({6, 2, "m2", "out-m2", true, {}});
  CAF_CHECK(breaks(run, "P5"));
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
