#define CAF_SUITE lru_idle

#include "actors/cores/lru_idle.hpp"

#include <caf/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using keys = std::vector<std::string>;

const steady_time start{1h};

lru_idle three() {
  lru_idle x;
  x.touch("+1", start);
  x.touch("+2", start + 1s);
  x.touch("+3", start + 2s);
  return x;
}

} // namespace

CAF_TEST(the_longest_idle_goes_first) {
  auto x = three();
  CAF_CHECK_EQUAL(x.pop_idle(start + 11s, 10s, 100), (keys{"+1", "+2"}));
  CAF_CHECK_EQUAL(x.size(), 1u);
  CAF_CHECK(x.contains("+3"));
}

CAF_TEST(no_more_than_the_limit_go_at_once) {
  auto x = three();
  CAF_CHECK_EQUAL(x.pop_idle(start + 1h, 10s, 2), (keys{"+1", "+2"}));
  CAF_CHECK_EQUAL(x.pop_idle(start + 1h, 10s, 2), (keys{"+3"}));
  CAF_CHECK_EQUAL(x.pop_idle(start + 1h, 10s, 2), keys{});
}

CAF_TEST(a_touched_key_starts_again) {
  auto x = three();
  x.touch("+1", start + 5s);
  CAF_CHECK_EQUAL(x.size(), 3u);
  CAF_CHECK_EQUAL(x.pop_idle(start + 12s, 10s, 100), (keys{"+2", "+3"}));
  CAF_CHECK_EQUAL(x.pop_idle(start + 15s, 10s, 100), (keys{"+1"}));
}

CAF_TEST(a_removed_key_is_not_found_idle) {
  auto x = three();
  CAF_CHECK(x.remove("+2"));
  CAF_CHECK(!x.remove("+2"));
  CAF_CHECK_EQUAL(x.pop_idle(start + 1h, 10s, 100), (keys{"+1", "+3"}));
}

CAF_TEST(the_oldest_goes_whatever_its_age) {
  auto x = three();
  CAF_CHECK(x.oldest() == start);
  CAF_CHECK_EQUAL(x.pop_oldest().value_or(""), "+1");
  CAF_CHECK(x.oldest() == start + 1s);
  x.pop_oldest();
  x.pop_oldest();
  CAF_CHECK(!x.pop_oldest());
  CAF_CHECK(!x.oldest());
}

CAF_TEST(a_moved_list_keeps_its_keys) {
  auto x = three();
  auto y = std::move(x);
  y.touch("+1", start + 3s);
  CAF_CHECK_EQUAL(y.pop_idle(start + 1h, 10s, 100), (keys{"+2", "+3", "+1"}));
}
