#define CAF_SUITE backup_queue

#include "actors/cores/backup_queue.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

const steady_time start = steady_time{} + 1h;

session_backup backup_of(customer_key who, std::uint64_t revision, bool in_store,
                         std::vector<std::string> handled = {}) {
  session_backup x;
  x.customer = std::move(who);
  x.write.version = {7, revision};
  x.write.handled = std::move(handled);
  x.in_store = in_store;
  return x;
}

std::vector<std::string> names(const std::vector<session_backup>& all) {
  std::vector<std::string> found;
  for (auto& x : all)
    found.push_back(x.customer + ":" + std::to_string(x.write.version.revision));
  return found;
}

using strings = std::vector<std::string>;

} // namespace

CAF_TEST(what_the_store_has_waits_for_the_interval) {
  backup_queue queue{10s, 100};
  queue.push(backup_of("+1", 1, true), start);
  queue.push(backup_of("+2", 1, true), start + 9s);
  CAF_CHECK(!queue.is_due(start + 9s));
  CAF_CHECK(queue.due_at() == start + 10s);
  CAF_CHECK(queue.is_due(start + 10s));
  CAF_CHECK_EQUAL(names(queue.take(start + 10s)), (strings{"+1:1", "+2:1"}));
  CAF_CHECK(!queue.is_due(start + 100s));
}

CAF_TEST(what_the_store_has_not_is_due_at_once_and_leaves_the_others_waiting) {
  backup_queue queue{10s, 100};
  queue.push(backup_of("+1", 1, true), start);
  queue.push(backup_of("+2", 1, false), start);
  CAF_CHECK(queue.is_due(start));
  CAF_CHECK_EQUAL(names(queue.take(start)), strings{"+2:1"});
  CAF_CHECK(!queue.is_due(start + 9s));
  CAF_CHECK_EQUAL(queue.size(), 1u);
}

CAF_TEST(the_newest_of_a_customer_is_written_with_the_message_ids_of_all) {
  backup_queue queue{10s, 100};
  queue.push(backup_of("+1", 1, true, {"a", "b"}), start);
  queue.push(backup_of("+1", 2, false, {"b", "c"}), start);
  auto taken = queue.take(start);
  CAF_REQUIRE_EQUAL(taken.size(), 1u);
  CAF_CHECK_EQUAL(taken[0].write.version.revision, 2u);
  CAF_CHECK_EQUAL(taken[0].write.handled, (strings{"a", "b", "c"}));
  CAF_CHECK(queue.take(start + 10s).empty());
  CAF_CHECK_EQUAL(queue.size(), 0u);
}

CAF_TEST(a_full_queue_takes_news_of_those_who_wait_and_refuses_others) {
  backup_queue queue{10s, 2};
  CAF_CHECK(queue.push(backup_of("+1", 1, true), start));
  CAF_CHECK(queue.push(backup_of("+2", 1, true), start));
  CAF_CHECK(!queue.push(backup_of("+3", 1, false), start));
  CAF_CHECK(queue.push(backup_of("+2", 2, false), start));
  CAF_CHECK_EQUAL(names(queue.take(start)), strings{"+2:2"});
}

CAF_TEST(when_too_many_wait_the_oldest_are_written_before_the_interval_and_a_few_at_once) {
  constexpr auto most = backup_queue::most_calm, few = backup_queue::calm_batch;
  backup_queue queue{10s, 10'000};
  for (std::size_t i = 0; i < most + few; ++i)
    queue.push(backup_of("+" + std::to_string(i), 1, true), start);
  CAF_CHECK(queue.is_due(start));
  const auto taken = names(queue.take(start));
  CAF_CHECK_EQUAL(taken.size(), few);
  CAF_CHECK_EQUAL(taken.front(), "+0:1");
  CAF_CHECK(!queue.is_due(start));
  CAF_CHECK_EQUAL(queue.size(), most);
}

CAF_TEST(each_waits_for_the_interval_from_its_own_beginning) {
  backup_queue queue{10s, 10'000};
  for (std::size_t i = 0; i < 2 * backup_queue::calm_batch; ++i)
    queue.push(backup_of("+" + std::to_string(i), 1, true), start + i * 1ms);
  CAF_CHECK_EQUAL(queue.take(start + 10s).size(), backup_queue::calm_batch);
  CAF_CHECK(queue.due_at() == start + 10s + backup_queue::calm_batch * 1ms);
}

CAF_TEST(urgent_ones_are_written_many_at_once) {
  backup_queue queue{10s, 10'000};
  for (std::size_t i = 0; i < backup_queue::batch + 1; ++i)
    queue.push(backup_of("+" + std::to_string(i), 1, false), start);
  CAF_CHECK_EQUAL(queue.take(start).size(), backup_queue::batch);
  CAF_CHECK_EQUAL(queue.take(start).size(), 1u);
}

CAF_TEST(without_an_interval_only_what_the_store_has_not_is_backed_up) {
  backup_queue queue{0s, 100};
  CAF_CHECK(queue.push(backup_of("+1", 1, true), start));
  CAF_CHECK_EQUAL(queue.size(), 0u);
  queue.push(backup_of("+1", 2, false), start);
  queue.push(backup_of("+1", 3, true), start); // and that it has it after all
  auto taken = queue.take(start);
  CAF_REQUIRE_EQUAL(taken.size(), 1u);
  CAF_CHECK(taken[0].in_store);
}

CAF_TEST(who_is_asked_for_is_written_with_the_next_ones) {
  backup_queue queue{10s, 100};
  queue.push(backup_of("+1", 1, true), start);
  queue.push(backup_of("+2", 1, true), start);
  queue.hurry("+2");
  CAF_CHECK_EQUAL(names(queue.take(start)), strings{"+2:1"});
  queue.hurry_all();
  CAF_CHECK_EQUAL(names(queue.take(start)), strings{"+1:1"});
}
