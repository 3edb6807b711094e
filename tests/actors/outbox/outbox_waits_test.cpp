#define CAF_SUITE outbox_waits

#include "tests/actors/outbox/outbox_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

struct fixture : outbox_fixture {
  /// The first `n` posts of an order or number fail with this answer, the others are accepted.
  void fail_first(std::size_t n, graph_http_answer with, std::string number = "n1") {
    graph->answer = [this, n, with, number](const graph_post& x) {
      return x.number == number && failed_++ < n ? with : accepted_answer();
    };
  }

private:
  std::size_t failed_ = 0;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(outbox_waits_tests, fixture)

CAF_TEST(a_failure_that_passes_is_tried_again_after_a_back_off) {
  fail_first(2, error_answer(131016, 500));
  order(phone(1), "a");
  wait(999ms);
  CAF_CHECK_EQUAL(graph->posts.size(), 1u);
  wait(251ms);
  CAF_CHECK_EQUAL(graph->posts.size(), 2u);
  wait(2500ms);
  CAF_CHECK_EQUAL(ends(), strings{"a"});
  CAF_CHECK_EQUAL(figure("quickbooking_send_retries_total"), "2");
}

CAF_TEST(after_five_tries_an_order_is_given_up) {
  fail_first(100, error_answer(131016, 500));
  order(phone(1), "a");
  wait(1min);
  CAF_CHECK_EQUAL(graph->posts.size(), 5u);
  CAF_CHECK_EQUAL(ends(), strings{"a retry"});
}

CAF_TEST(an_order_whose_answer_was_lost_goes_again) {
  fail_first(1, lost_answer());
  order(phone(1), "a");
  wait(1250ms);
  CAF_CHECK_EQUAL(graph->out_ids(), (strings{"a", "a"}));
  CAF_CHECK_EQUAL(ends(), strings{"a"});
}

CAF_TEST(no_order_is_lost_while_whatsapp_cannot_be_reached) {
  fail_first(20, not_sent_answer());
  for (auto i = 0; i < 5; ++i)
    order(phone(i), std::to_string(i));
  CAF_CHECK_EQUAL(figure("quickbooking_paused_numbers{why=\"unreachable\"}"), "1");
  wait(10min);
  CAF_CHECK_EQUAL(reports.size(), 5u);
  CAF_CHECK_EQUAL(figure("quickbooking_orders_total{end=\"delivered\"}"), "5");
  CAF_CHECK_EQUAL(figure("quickbooking_paused_numbers{why=\"unreachable\"}"), "0");
}

CAF_TEST(a_wrong_configuration_stops_its_number_only_until_it_is_mended) {
  fail_first(2, error_answer(190, 401));
  order(phone(1), "a");
  order(phone(2), "b");
  order(phone(3), "c", "n2");
  CAF_CHECK_EQUAL(ends(), strings{"c"});
  CAF_CHECK_EQUAL(graph->posts.size(), 2u);
  wait(59s);
  CAF_CHECK_EQUAL(graph->posts.size(), 2u);
  wait(1s);
  CAF_CHECK_EQUAL(graph->posts.size(), 3u);
  wait(60s);
  CAF_CHECK_EQUAL(reports.size(), 3u);
  CAF_CHECK_EQUAL(figure("quickbooking_paused_numbers{why=\"configuration\"}"), "0");
}

CAF_TEST(a_number_without_a_token_is_paused_and_posts_nothing) {
  options.tokens["n3"] = "";
  order(phone(1), "a", "n3");
  wait(10min);
  CAF_CHECK(graph->posts.empty());
  CAF_CHECK(reports.empty());
  CAF_CHECK_EQUAL(figure("quickbooking_paused_numbers{why=\"configuration\"}"), "1");
}

CAF_TEST(an_account_limit_holds_its_number_for_minutes) {
  fail_first(1, error_answer(80007));
  order(phone(1), "a");
  wait(599s);
  CAF_CHECK_EQUAL(graph->posts.size(), 1u);
  wait(1s);
  CAF_CHECK_EQUAL(ends(), strings{"a"});
}

CAF_TEST(the_pair_limit_holds_one_customer_and_no_other) {
  options.per_customer = 100;
  for (auto i = 0; i < 46; ++i)
    order(phone(1), std::to_string(i));
  order(phone(2), "other");
  wait(1s);
  CAF_CHECK_EQUAL(graph->posts.size(), 46u);
  CAF_CHECK_EQUAL(reports.size(), 46u);
  wait(5s);
  CAF_CHECK_EQUAL(graph->posts.back().out_id, "45");
}

CAF_TEST(whatsapps_own_pair_limit_is_waited_for) {
  fail_first(3, error_answer(131056));
  order(phone(1), "a");
  for (auto seconds : {1, 4}) {
    wait(std::chrono::seconds{seconds} - 1ms);
    const auto before = graph->posts.size();
    wait(1ms);
    CAF_CHECK_EQUAL(graph->posts.size(), before + 1);
  }
  wait(16s);
  CAF_CHECK_EQUAL(ends(), strings{"a"});
}

CAF_TEST(a_number_sends_no_faster_than_allowed) {
  options.messages_per_second = 20;
  for (auto i = 0; i < 100; ++i)
    order(phone(i), std::to_string(i));
  for (auto second = 1; second <= 5; ++second) {
    const auto before = graph->posts.size();
    wait(1s);
    CAF_CHECK(graph->posts.size() - before <= 20u);
    CAF_CHECK(graph->posts.size() - before >= 17u);
  }
}

CAF_TEST(waiting_orders_share_one_timer) {
  fail_first(1'000, error_answer(131016, 500));
  for (auto i = 0; i < 300; ++i) {
    order(phone(i), std::to_string(i), "n" + std::to_string(i % 50));
    wait(10ms);
    CAF_REQUIRE(sched.clock().schedule().size() < 8);
  }
}

CAF_TEST_FIXTURE_SCOPE_END()
