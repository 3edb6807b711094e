#define CAF_SUITE checker_nodes

#include "tests/faults/good_run.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

namespace {

/// Three nodes, of which one was stopped from 600 to 700 ms, while Redis was disturbed.
struct good_cluster : good_run {
  good_cluster() {
    history.nodes = 3;
    history.unrest = {{600ms, 700ms}};
  }

  void takes_effect_twice(const std::string& id, run_time at) {
    says(id, at);
    stores(7, 3, id);
    stores(8, 4, id);
    mine().stored.back().out_id = "another";
    gets(id);
    mine().received.push_back({at, "another", "text", true, {"slot_1"}});
  }
};

} // namespace

CAF_TEST(several_nodes_that_keep_their_promises_are_good) { CAF_CHECK(is_good(good_cluster{})); }

CAF_TEST(P3_is_broken_by_a_lost_message_unless_redis_was_disturbed_and_customers_moved) {
  good_cluster calm;
  calm.says("m3", 450ms);
  CAF_CHECK(breaks(calm, "P3"));
  good_cluster disturbed;
  disturbed.says("m3", 550ms);
  CAF_CHECK(is_good(disturbed));
  CAF_CHECK_EQUAL(judged(disturbed).lost, 1);
  disturbed.history.unrest = {{950ms, 990ms}};
  CAF_CHECK(breaks(disturbed, "P3"));
}

CAF_TEST(P2_is_broken_by_a_second_effect_unless_redis_was_disturbed_and_customers_moved) {
  good_cluster calm;
  calm.takes_effect_twice("m3", 450ms);
  CAF_CHECK(!is_good(calm));
  good_cluster disturbed;
  disturbed.takes_effect_twice("m3", 550ms);
  CAF_CHECK(is_good(disturbed));
  CAF_CHECK_EQUAL(judged(disturbed).repeated, 1);
  disturbed.history.unrest.clear();
  CAF_CHECK(!is_good(disturbed));
}

CAF_TEST(P2_a_message_that_was_given_up_may_be_handled_late_by_a_node_that_was_stopped) {
  good_cluster run;
  run.takes_effect_twice("m3", 450ms);
  run.mine().sent.back().deliveries.front().status = 0;
  run.delivers(run.mine().sent.back(), 470ms);
  CAF_CHECK(is_good(run));
  CAF_CHECK_EQUAL(judged(run).repeated, 1);
  run.history.disturbed.clear();
  CAF_CHECK(!is_good(run));
}

CAF_TEST(P7_is_broken_by_a_late_answer_but_not_while_nodes_look_for_each_other) {
  good_cluster run;
  run.mine().sent.front().deliveries.front().answered = 2300ms;
  CAF_CHECK(is_good(run));
  run.history.unrest.clear();
  CAF_CHECK(breaks(run, "P7"));
}

CAF_TEST(P10_is_broken_by_a_message_that_waits_too_long_for_a_node_that_takes_it) {
  good_cluster run;
  auto& message = run.mine().sent.back();
  message.deliveries.front().status = 0;
  run.delivers(message, 9900ms);
  CAF_CHECK(is_good(run));
  CAF_CHECK(judged(run).longest_wait == 9710ms);
  message.deliveries.back().answered = 10300ms;
  message.deliveries.back().sent = 10290ms;
  CAF_CHECK(breaks(run, "P10"));
}
