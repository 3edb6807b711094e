#define CAF_SUITE message_ledger

#include "load/verdict/message_ledger.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

run_time at(std::chrono::milliseconds x) { return run_time{} + x; }

message_times times(std::chrono::milliseconds x) { return {at(x), at(x + 1ms)}; }

/// A ledger with a message of customer 1 that was taken at 10 ms and may wait for a second.
message_ledger with_one_message() {
  message_ledger x{1s};
  x.sent(1, 100, times(0ms));
  x.acknowledged(1, 100, at(10ms));
  return x;
}

} // namespace

CAF_TEST(a_reply_answers_the_oldest_message) {
  auto x = with_one_message();
  x.sent(1, 101, times(5ms));
  const auto first = x.replied(1, "a", at(20ms));
  CAF_REQUIRE(first.answers);
  CAF_CHECK(first.answers->intended == at(0ms));
  CAF_CHECK(x.is_waiting(1));
  CAF_CHECK(x.replied(1, "b", at(21ms)).answers->intended == at(5ms));
  CAF_CHECK(x.empty());
}

CAF_TEST(a_reply_may_come_before_the_200) {
  message_ledger x{1s};
  x.sent(1, 100, times(0ms));
  CAF_CHECK(x.replied(1, "a", at(2ms)).answers);
  x.acknowledged(1, 100, at(3ms));
  CAF_CHECK(x.expire(at(5s)).empty());
}

CAF_TEST(a_message_without_a_reply_is_lost_after_the_limit) {
  auto x = with_one_message();
  CAF_CHECK(x.expire(at(1009ms)).empty());
  const auto lost = x.expire(at(1010ms));
  CAF_REQUIRE_EQUAL(lost.size(), 1u);
  CAF_CHECK_EQUAL(lost.front().customer, 1u);
  CAF_CHECK(!lost.front().stood_for);
  CAF_CHECK(x.empty());
}

CAF_TEST(what_nobody_took_is_not_lost) {
  message_ledger x{1s};
  x.sent(1, 100, times(0ms));
  CAF_CHECK(x.expire(at(1h)).empty());
  CAF_CHECK(!x.empty());
  x.withdrawn(1, 100);
  CAF_CHECK(x.empty());
}

CAF_TEST(a_second_200_does_not_prolong_the_limit) {
  auto x = with_one_message();
  x.acknowledged(1, 100, at(900ms));
  CAF_CHECK_EQUAL(x.expire(at(1010ms)).size(), 1u);
  CAF_CHECK(x.expire(at(2s)).empty());
}

CAF_TEST(a_newer_card_stands_for_an_older_one) {
  auto x = with_one_message();
  x.sent(1, 101, times(5ms));
  x.acknowledged(1, 101, at(15ms));
  x.replied(1, "the second's", at(20ms)); // taken for the first's
  const auto due = x.expire(at(2s));
  CAF_REQUIRE_EQUAL(due.size(), 1u);
  CAF_CHECK(due.front().stood_for == at(20ms));
}

CAF_TEST(a_reply_from_before_stands_for_nothing) {
  auto x = with_one_message();
  x.replied(1, "a", at(20ms));
  x.sent(1, 101, times(50ms));
  x.acknowledged(1, 101, at(60ms));
  const auto due = x.expire(at(2s));
  CAF_REQUIRE_EQUAL(due.size(), 1u);
  CAF_CHECK(!due.front().stood_for);
}

CAF_TEST(the_same_reply_twice_is_a_duplicate) {
  auto x = with_one_message();
  CAF_CHECK(!x.replied(1, "a", at(20ms)).is_duplicate);
  CAF_CHECK(x.replied(1, "a", at(21ms)).is_duplicate);
}

CAF_TEST(a_reply_that_nobody_waits_for_is_a_duplicate) {
  auto x = with_one_message();
  x.replied(1, "a", at(20ms));
  CAF_CHECK(x.replied(1, "b", at(21ms)).is_duplicate);
  x.close(1);
  CAF_CHECK(x.replied(1, "c", at(22ms)).is_duplicate);
}

CAF_TEST(a_reply_that_comes_too_late_is_no_duplicate) {
  auto x = with_one_message();
  x.expire(at(2s));
  x.close(1);
  const auto late = x.replied(1, "a", at(3s));
  CAF_CHECK(!late.is_duplicate);
  CAF_CHECK(!late.answers);
  CAF_CHECK(x.replied(1, "b", at(4s)).is_duplicate);
}
