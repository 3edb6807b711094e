#define CAF_SUITE send_queue

#include "actors/cores/send_queue.hpp"

#include <caf/test/unit_test.hpp>

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using strings = std::vector<std::string>;

const steady_time start{1h};

const reply a_card = card{"", "Pick a time", "", {}, "", {}};
const reply a_text = text_reply{"Cancelled"};

send_order order(const std::string& customer, const std::string& out_id,
                 const std::string& number = "n1", reply content = a_text) {
  return {customer, number, out_id, std::move(content)};
}

send_try got(send_outcome outcome, int error_code = 0) {
  send_try x;
  x.answer.outcome = outcome;
  x.answer.error_code = error_code;
  return x;
}

const auto accepted = got(send_outcome::accepted);
const auto refused_token = got(send_outcome::configuration, 190);

/// Sends all that may go now and has it accepted; the ids in order of departure.
strings send_all(send_queue& x, steady_time now) {
  strings seen;
  while (auto next = x.pop(now)) {
    seen.push_back(next->order.out_id);
    x.settle(next->id, accepted, now, 0);
  }
  return seen;
}

strings why_of(const std::vector<send_end>& ends) {
  strings seen;
  for (const auto& x : ends)
    seen.push_back(x.report.out_id + ' ' + x.report.why);
  return seen;
}

} // namespace

CAF_TEST(orders_of_one_customer_go_one_after_the_other) {
  send_queue x{{}};
  x.push(order("+1", "a"), start);
  x.push(order("+1", "b"), start);
  const auto first = x.pop(start);
  CAF_REQUIRE(first);
  CAF_CHECK_EQUAL(first->order.out_id, "a");
  CAF_CHECK(!x.pop(start));
  CAF_CHECK_EQUAL(x.in_flight(), 1u);
  x.settle(first->id, accepted, start, 0);
  CAF_CHECK_EQUAL(send_all(x, start), strings{"b"});
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(a_waiting_customer_delays_no_other) {
  send_queue x{{}};
  x.push(order("+1", "a"), start);
  x.settle(x.pop(start)->id, got(send_outcome::retry, 131016), start, 0);
  x.push(order("+2", "b"), start);
  CAF_CHECK_EQUAL(send_all(x, start), strings{"b"});
  CAF_CHECK(x.next_due(start) == start + 1s);
  CAF_CHECK_EQUAL(send_all(x, start + 1s), strings{"a"});
}

CAF_TEST(a_paused_number_keeps_its_orders_and_delays_no_other) {
  send_queue x{{}};
  x.push(order("+1", "a"), start);
  x.push(order("+2", "b"), start);
  x.settle(x.pop(start)->id, refused_token, start, 0);
  CAF_CHECK(x.paused_by("n1") == gate_fault::configuration);
  x.push(order("+3", "c", "n2"), start);
  CAF_CHECK_EQUAL(send_all(x, start), strings{"c"});
  CAF_CHECK(!x.pop(start + 7s));
  CAF_CHECK(x.next_due(start + 7s) == start + 60s);
  CAF_CHECK_EQUAL(send_all(x, start + 60s), (strings{"b", "a"}));
  CAF_CHECK(!x.paused_by("n1"));
}

CAF_TEST(a_number_whose_answers_hang_takes_no_more_than_its_share) {
  send_limits limits;
  limits.at_once_per_number = 3;
  send_queue x{limits};
  for (auto i = 0; i < 10; ++i)
    x.push(order("+1" + std::to_string(i), "a"), start);
  for (auto i = 0; i < 3; ++i)
    CAF_CHECK(x.pop(start));
  CAF_CHECK(!x.pop(start));
  CAF_CHECK(x.next_due(start) > start + 1s);
  x.push(order("+2", "b", "n2"), start);
  CAF_CHECK_EQUAL(send_all(x, start), strings{"b"});
}

CAF_TEST(numbers_take_turns) {
  send_queue x{{}};
  for (auto i = 0; i < 3; ++i)
    x.push(order("+1" + std::to_string(i), "a" + std::to_string(i), "n1"), start);
  for (auto i = 0; i < 3; ++i)
    x.push(order("+2" + std::to_string(i), "b" + std::to_string(i), "n2"), start);
  CAF_CHECK_EQUAL(send_all(x, start), (strings{"a0", "b0", "a1", "b1", "a2", "b2"}));
}

CAF_TEST(a_newer_order_supersedes_a_queued_card) {
  send_queue x{{}};
  x.push(order("+1", "under way", "n1", a_card), start);
  CAF_REQUIRE(x.pop(start));
  x.push(order("+1", "old", "n1", a_card), start);
  CAF_CHECK_EQUAL(why_of(x.push(order("+1", "new", "n1", a_card), start)),
                  strings{"old superseded"});
  CAF_CHECK_EQUAL(x.size(), 2u);
  CAF_CHECK_EQUAL(why_of(x.push(order("+1", "other salon", "n2", a_card), start)), strings{});
}

CAF_TEST(the_same_order_twice_is_one_order) {
  send_queue x{{}};
  CAF_CHECK(x.push(order("+1", "a", "n1", a_card), start).empty());
  CAF_CHECK(x.push(order("+1", "a", "n1", a_card), start).empty());
  CAF_CHECK_EQUAL(send_all(x, start), strings{"a"});
}

CAF_TEST(a_full_queue_refuses_and_says_so) {
  send_limits limits;
  limits.orders = 3;
  limits.per_customer = 2;
  send_queue x{limits};
  x.push(order("+1", "a"), start);
  x.push(order("+1", "b"), start);
  CAF_CHECK_EQUAL(why_of(x.push(order("+1", "c"), start)), strings{"c queue_full"});
  x.push(order("+2", "d", "n1", a_card), start);
  CAF_CHECK_EQUAL(why_of(x.push(order("+3", "e"), start)), strings{"e queue_full"});
  CAF_CHECK_EQUAL(x.customers(), 2u);
  CAF_CHECK_EQUAL(why_of(x.push(order("+2", "f"), start)), strings{"d superseded"});
  CAF_CHECK_EQUAL(x.size(), 3u);
}

CAF_TEST(a_number_has_its_own_rate) {
  send_limits limits;
  limits.messages_per_second_of["slow"] = 20;
  send_queue x{limits};
  for (auto i = 0; i < 200; ++i)
    for (auto number : {"usual", "slow"})
      x.push(order("+1" + std::to_string(i), "a", number), start);
  std::map<std::string, int> sent;
  for (auto now = start; now < start + 1s; now = x.next_due(now))
    while (auto next = x.pop(now)) {
      ++sent[next->order.phone_number_id];
      x.settle(next->id, accepted, now, 0);
    }
  CAF_CHECK(sent["usual"] >= 72 && sent["usual"] <= 80);
  CAF_CHECK(sent["slow"] >= 18 && sent["slow"] <= 20);
}

CAF_TEST(the_pair_limit_outlives_an_empty_queue) {
  send_queue x{{}};
  for (auto i = 0; i < 45; ++i) {
    x.push(order("+1", std::to_string(i)), start + 1s);
    CAF_REQUIRE_EQUAL(send_all(x, start + 1s + i * 20ms).size(), 1u);
  }
  const auto now = start + 2s;
  x.push(order("+1", "one more"), now);
  CAF_CHECK(send_all(x, now).empty());
  CAF_CHECK(x.next_due(now) == start + 7s);
  CAF_CHECK_EQUAL(send_all(x, start + 7s).size(), 1u);
}

CAF_TEST(answers_to_nothing_change_nothing) {
  send_queue x{{}};
  x.push(order("+1", "a"), start);
  const auto id = x.pop(start)->id;
  CAF_CHECK(!x.settle(id + 1, accepted, start, 0));
  CAF_CHECK(x.settle(id, accepted, start, 0));
  CAF_CHECK(!x.settle(id, accepted, start, 0));
}

// -- everything at once
// -------------------------------------------------------------------------------

namespace {

/// Drives a queue with random orders and answers, and looks whether it keeps its word.
struct simulation {
  std::mt19937 random{7};
  send_queue queue{{}};
  steady_time now = start;
  std::map<std::string, std::string> open; ///< out_id -> customer
  std::set<std::string> busy;              ///< customers with a message under way
  std::map<std::string, int> last_sent;    ///< per customer: the number of the last order
  std::multimap<steady_time, std::uint64_t> answers;
  std::map<std::uint64_t, std::string> customer_of;
  int pushed = 0;

  int draw(int n) { return std::uniform_int_distribution{0, n - 1}(random); }

  void end(const send_end& x) { CAF_REQUIRE_EQUAL(open.erase(x.report.out_id), 1u); }

  void push() {
    const auto customer = "+1" + std::to_string(draw(100));
    const auto out_id = std::to_string(++pushed);
    open[out_id] = customer;
    for (const auto& x : queue.push(order(customer, out_id, "n" + std::to_string(customer.size()),
                                          draw(2) ? a_card : a_text),
                                    now))
      end(x);
  }

  void send() {
    while (auto next = queue.pop(now)) {
      const auto& [customer, number, out_id, content] = next->order;
      CAF_REQUIRE(busy.insert(customer).second);
      CAF_REQUIRE(last_sent[customer] <= std::stoi(out_id));
      last_sent[customer] = std::stoi(out_id);
      customer_of[next->id] = customer;
      answers.emplace(now + std::chrono::milliseconds{1 + draw(400)}, next->id);
    }
  }

  send_try random_try() {
    static const std::vector<send_try> kinds{
        got(send_outcome::retry, 131016),         got(send_outcome::retry, 130429),
        got(send_outcome::unknown_outcome),       got(send_outcome::pair_limited, 131056),
        got(send_outcome::final_failure, 131026), refused_token,
        got(send_outcome::wait_long, 80007)};
    return draw(4) ? accepted : kinds[static_cast<std::size_t>(draw(7))];
  }

  void answer() {
    const auto id = answers.begin()->second;
    answers.erase(answers.begin());
    busy.erase(customer_of[id]);
    if (auto x = queue.settle(id, random_try(), now, draw(1'000) / 1'000.0))
      end(*x);
  }

  void run(int orders) {
    while (pushed < orders || queue.size() > 0) {
      const auto next = answers.empty() ? steady_time::max() : answers.begin()->first;
      const auto arrival = pushed < orders ? now + 5ms : steady_time::max();
      now = std::max(now, std::min({next, arrival, queue.next_due(now)}));
      CAF_REQUIRE(now < start + 24h * 365);
      if (now == next)
        answer();
      if (now == arrival)
        push();
      send();
    }
  }
};

} // namespace

CAF_TEST(every_order_ends_once_and_none_is_overtaken) {
  simulation x;
  x.run(20'000);
  CAF_CHECK(x.open.empty());
  CAF_CHECK(x.busy.empty());
  x.queue.pop(x.now + 1h);
  CAF_CHECK_EQUAL(x.queue.customers(), 0u);
  CAF_CHECK(x.queue.next_due(x.now) == steady_time::max());
}
