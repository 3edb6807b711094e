#define CAF_SUITE lru_idle

#include "actors/cores/lru_idle.hpp"

#include <caf/test/unit_test.hpp>

#include <string_view>
#include <vector>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using keys = std::vector<std::string_view>;

const steady_time start{1h};

struct fixture {
  lru_idle all;
  lru_idle::place first = all.add("+1", start);
  lru_idle::place second = all.add("+2", start + 1s);
  lru_idle::place third = all.add("+3", start + 2s);
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(lru_idle_tests, fixture)

CAF_TEST(the_longest_idle_goes_first) {
  CAF_CHECK_EQUAL(all.pop_idle(start + 11s, 10s, 100), (keys{"+1", "+2"}));
  CAF_CHECK_EQUAL(all.size(), 1u);
  CAF_CHECK_EQUAL(all.pop_idle(start + 12s, 10s, 100), (keys{"+3"}));
}

CAF_TEST(no_more_than_the_limit_go_at_once) {
  CAF_CHECK_EQUAL(all.pop_idle(start + 1h, 10s, 2), (keys{"+1", "+2"}));
  CAF_CHECK_EQUAL(all.pop_idle(start + 1h, 10s, 2), (keys{"+3"}));
  CAF_CHECK_EQUAL(all.pop_idle(start + 1h, 10s, 2), keys{});
}

CAF_TEST(a_touched_key_starts_again) {
  all.touch(first, start + 5s);
  CAF_CHECK_EQUAL(all.size(), 3u);
  CAF_CHECK_EQUAL(all.pop_idle(start + 12s, 10s, 100), (keys{"+2", "+3"}));
  CAF_CHECK_EQUAL(all.pop_idle(start + 15s, 10s, 100), (keys{"+1"}));
}

CAF_TEST(a_removed_key_is_not_found_idle) {
  all.remove(second);
  CAF_CHECK_EQUAL(all.pop_idle(start + 1h, 10s, 100), (keys{"+1", "+3"}));
}

CAF_TEST(whoever_was_taken_out_can_be_added_again) {
  CAF_CHECK_EQUAL(all.pop_idle(start + 10s, 10s, 100), (keys{"+1"}));
  all.add("+1", start + 10s);
  CAF_CHECK_EQUAL(all.pop_idle(start + 20s, 10s, 100), (keys{"+2", "+3", "+1"}));
}

CAF_TEST_FIXTURE_SCOPE_END()
