#define CAF_SUITE send_pair

#include "actors/cores/send_pair.hpp"

#include <caf/test/unit_test.hpp>

#include <string>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start{1h};

send_order order(const std::string& out_id, reply content) {
  return {"+15551234567", "700800900", out_id, std::move(content)};
}

const reply a_card = card{"", "Pick a time", "", {}, "", {}};
const reply a_text = text_reply{"Cancelled"};
const reply a_confirmation = booking_confirmed{"b1", "QB-1", "Booked"};

send_try got(send_outcome outcome, int error_code = 0) {
  send_try x;
  x.answer.outcome = outcome;
  x.answer.error_code = error_code;
  return x;
}

send_pair with(std::vector<reply> contents) {
  send_pair x;
  for (auto i = 0u; i < contents.size(); ++i)
    x.add(order("out-" + std::to_string(i), contents[i]), start);
  return x;
}

} // namespace

CAF_TEST(an_accepted_order_ends_as_delivered) {
  auto x = with({a_text});
  x.start(start);
  const auto end = x.settle(got(send_outcome::accepted), 1, start, 0);
  CAF_REQUIRE(end);
  CAF_CHECK(end->report.delivered);
  CAF_CHECK_EQUAL(end->report.out_id, "out-0");
  CAF_CHECK_EQUAL(end->report.why, "");
  CAF_CHECK_EQUAL(end->tries, 1);
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(the_class_of_a_refusal_is_reported) {
  for (auto outcome : {send_outcome::final_failure, send_outcome::need_template}) {
    auto x = with({a_text});
    x.start(start);
    const auto end = x.settle(got(outcome), 1, start, 0);
    CAF_REQUIRE(end);
    CAF_CHECK(!end->report.delivered);
    CAF_CHECK_EQUAL(end->report.why, to_string(outcome));
  }
}

CAF_TEST(a_card_is_superseded_unless_it_is_on_its_way) {
  auto x = with({a_card, a_card, a_text, a_confirmation});
  x.start(start);
  const auto ends = x.supersede();
  CAF_REQUIRE_EQUAL(ends.size(), 1u);
  CAF_CHECK_EQUAL(ends[0].report.out_id, "out-1");
  CAF_CHECK_EQUAL(ends[0].report.why, "superseded");
  CAF_CHECK_EQUAL(x.size(), 3u);
}

CAF_TEST(a_failed_card_does_not_go_again_behind_a_newer_order) {
  auto x = with({a_card, a_text});
  x.start(start);
  const auto end = x.settle(got(send_outcome::retry), 0, start, 0);
  CAF_REQUIRE(end);
  CAF_CHECK_EQUAL(end->report.why, "superseded");
  CAF_CHECK_EQUAL(x.start(start + 1s).out_id, "out-1");
}

CAF_TEST(a_failed_text_goes_again_before_newer_orders) {
  auto x = with({a_text, a_card});
  x.start(start);
  CAF_CHECK(!x.settle(got(send_outcome::retry), 0, start, 0));
  CAF_CHECK(x.due(start) == start + 1s);
  CAF_CHECK_EQUAL(x.start(start + 1s).out_id, "out-0");
}

CAF_TEST(a_confirmation_outlasts_other_orders) {
  auto tries = [](const reply& content) {
    auto x = with({content});
    auto now = start;
    for (x.start(now); !x.settle(got(send_outcome::retry), 0, now, 0); x.start(now))
      now = x.due(now);
    return now - start;
  };
  CAF_CHECK(tries(a_text) == 15s);
  CAF_CHECK(tries(a_confirmation) > 55min);
}

CAF_TEST(the_pair_limit_holds_back_all_orders_of_the_customer) {
  auto x = with({a_card});
  x.start(start);
  x.settle(got(send_outcome::pair_limited, 131056), 1, start, 0);
  x.start(start + 1s);
  x.settle(got(send_outcome::pair_limited, 131056), 1, start + 1s, 0);
  x.supersede();
  x.add(order("newer", a_card), start + 2s);
  CAF_CHECK(x.due(start + 2s) == start + 5s);
}

CAF_TEST(what_concerns_the_number_is_no_try_of_the_order) {
  auto unsent = got(send_outcome::unknown_outcome);
  unsent.left = false;
  for (const auto& x : {got(send_outcome::wait_long, 80007), got(send_outcome::retry, 130429),
                        unsent, got(send_outcome::configuration, 190)}) {
    CAF_CHECK(concerns_number(x));
    auto pair = with({a_text});
    for (auto i = 0; i < 40; ++i) {
      pair.start(start);
      CAF_REQUIRE(!pair.settle(x, 7, start, 0));
    }
    CAF_CHECK(pair.due(start) <= start + 6s);
  }
  CAF_CHECK(!concerns_number(got(send_outcome::retry, 131016)));
}

CAF_TEST(an_order_that_alone_is_refused_ends) {
  auto x = with({a_text});
  auto refused_after = [&](std::uint64_t works) {
    x.start(start);
    return x.settle(got(send_outcome::configuration, 10), works, start, 0);
  };
  CAF_CHECK(!refused_after(5));
  CAF_CHECK(!refused_after(5));
  CAF_CHECK(!refused_after(6));
  CAF_CHECK(!refused_after(6));
  const auto end = refused_after(9);
  CAF_REQUIRE(end);
  CAF_CHECK_EQUAL(end->report.why, "configuration");
}

CAF_TEST(an_empty_pair_rests_until_its_allowance_is_full) {
  auto x = with({a_text});
  x.start(start);
  x.settle(got(send_outcome::accepted), 1, start, 0);
  CAF_CHECK(x.rested_at() == start + 6s);
}
