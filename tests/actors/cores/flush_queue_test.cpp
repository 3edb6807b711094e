#define CAF_SUITE flush_queue

#include "actors/cores/flush_queue.hpp"

#include <caf/test/unit_test.hpp>

#include <string>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using keys = std::vector<customer_key>;

const steady_time start{1h};
constexpr int no_limit = 1'000'000;

flush_queue holding(const keys& all, int per_second = no_limit) {
  flush_queue x{per_second};
  for (auto& key : all)
    x.add(key);
  return x;
}

} // namespace

CAF_TEST(an_empty_queue_asks_nobody) {
  flush_queue x{no_limit};
  CAF_CHECK(x.take_due(start).empty());
  x.remove("a");
  x.restart();
  CAF_CHECK_EQUAL(x.size(), 0u);
}

CAF_TEST(who_waits_longest_is_asked_first_and_only_once) {
  auto x = holding({"a", "b", "a", "c"});
  CAF_CHECK_EQUAL(x.size(), 3u);
  CAF_CHECK(x.take_due(start) == keys({"a", "b", "c"}));
  CAF_CHECK(x.take_due(start + 999ms).empty());
}

CAF_TEST(who_did_not_manage_is_asked_again_after_those_who_were_never_asked) {
  auto x = holding({"a", "b"});
  x.take_due(start);
  x.add("c");
  CAF_CHECK(x.take_due(start + 1s) == keys({"c", "a", "b"}));
  x.add("d");
  CAF_CHECK(x.take_due(start + 1s) == keys({"d"}));
  CAF_CHECK(x.take_due(start + 2s) == keys({"c", "a", "b", "d"}));
}

CAF_TEST(who_is_removed_is_not_asked) {
  auto x = holding({"a", "b", "c"});
  x.remove("b");
  CAF_CHECK(x.take_due(start) == keys({"a", "c"}));
  x.remove("a");
  x.add("d");
  CAF_CHECK(x.take_due(start + 1s) == keys({"d", "c"}));
  x.remove("c");
  x.remove("d");
  CAF_CHECK_EQUAL(x.size(), 0u);
  x.add("a");
  CAF_CHECK(x.take_due(start + 1s) == keys({"a"}));
}

CAF_TEST(after_a_restart_all_are_due_in_their_order) {
  auto x = holding({"a", "b"});
  x.take_due(start);
  x.add("c");
  x.restart();
  x.add("d");
  CAF_CHECK(x.take_due(start + 1ms) == keys({"c", "a", "b", "d"}));
}

CAF_TEST(ten_thousand_are_asked_at_a_bounded_rate_and_all_of_them) {
  flush_queue x{1000};
  for (int i = 0; i < 10'000; ++i)
    x.add(std::to_string(i));
  std::size_t in_all = 0;
  for (int second = 0; x.size() > 0; ++second) {
    std::size_t asked = 0;
    for (auto now = start + second * 1s; now < start + (second + 1) * 1s; now += 20ms)
      for (auto& who : x.take_due(now)) {
        ++asked;
        x.remove(who);
      }
    CAF_CHECK(asked <= 1000u);
    CAF_REQUIRE(second < 15);
    in_all += asked;
  }
  CAF_CHECK_EQUAL(in_all, 10'000u);
}
