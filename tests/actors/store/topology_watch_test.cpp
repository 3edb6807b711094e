#define CAF_SUITE topology_watch

#include "actors/store/cluster_health.hpp"
#include "actors/store/topology_watch.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr steady_time start{1h};

cluster_view view_of(std::uint64_t epoch, std::vector<cluster_node> nodes) {
  return {epoch, {}, std::move(nodes)};
}

const cluster_node seed{"seed", 1};
const cluster_node other{"other", 2};

/// A watch that has got its first answer, of this epoch, at `start`.
topology_watch settled(std::uint64_t epoch) {
  topology_watch watch{{seed}};
  watch.begin(start);
  watch.answered(view_of(epoch, {seed, other}), start);
  return watch;
}

} // namespace

CAF_TEST(at_first_it_asks_at_once_and_one_node_after_the_other) {
  topology_watch watch{{seed, other}};
  CAF_CHECK(watch.is_due(start, false));
  CAF_CHECK(watch.begin(start) == seed);
  CAF_CHECK(!watch.is_due(start + 1h, true)); // the answer is still to come
  watch.failed();
  CAF_CHECK(!watch.is_due(start, true));
  CAF_CHECK(watch.is_due(start + topology_watch::doubt_interval, false));
  CAF_CHECK(watch.begin(start) == other);
  watch.failed();
  CAF_CHECK(watch.begin(start) == seed);
}

CAF_TEST(it_asks_sooner_the_less_is_well) {
  auto watch = settled(1);
  CAF_CHECK(!watch.is_due(start + topology_watch::calm_interval - 1ms, false));
  CAF_CHECK(watch.is_due(start + topology_watch::calm_interval, false));
  CAF_CHECK(!watch.is_due(start + topology_watch::degraded_interval - 1ms, true));
  CAF_CHECK(watch.is_due(start + topology_watch::degraded_interval, true));
  watch.doubt();
  CAF_CHECK(!watch.is_due(start + topology_watch::doubt_interval - 1ms, true));
  CAF_CHECK(watch.is_due(start + topology_watch::doubt_interval, false));
}

CAF_TEST(it_asks_the_nodes_that_it_was_told_of_and_its_seeds) {
  topology_watch watch{{seed}};
  watch.begin(start);
  watch.answered(view_of(1, {other}), start);
  std::vector<cluster_node> asked;
  for (int i = 0; i < 2; ++i)
    asked.push_back(watch.begin(start));
  std::sort(asked.begin(), asked.end());
  CAF_CHECK(asked == (std::vector{other, seed}));
}

CAF_TEST(a_node_that_was_cut_off_does_not_turn_time_back) {
  auto watch = settled(7);
  CAF_CHECK(!watch.answered(view_of(6, {seed}), start + 1s));
  CAF_CHECK(watch.answered(view_of(7, {seed}), start + 2s));
  CAF_CHECK(watch.answered(view_of(8, {seed}), start + 3s));
  CAF_CHECK(!watch.answered(view_of(7, {seed}), start + 4s));
}

CAF_TEST(a_cluster_that_was_made_anew_is_believed_after_a_while) {
  auto watch = settled(7);
  const auto patience = topology_watch::old_view_patience;
  CAF_CHECK(!watch.answered(view_of(1, {seed}), start + patience - 1ms));
  CAF_CHECK(watch.answered(view_of(1, {seed}), start + patience));
}

// -- health ---

CAF_TEST(all_are_ok_only_together) {
  const instant then{5s};
  const store_health ok{"ok", {}, instant{3s}, 2};
  const auto all = merge_health({{"slots 0-1", ok}, {"slots 2", ok}}, {}, instant{}, 1);
  CAF_CHECK_EQUAL(all.state, "ok");
  CAF_CHECK_EQUAL(all.reason, "");
  CAF_CHECK_EQUAL(all.dirty_sessions, 5u);
  CAF_CHECK(all.since == instant{3s});
  const auto one = merge_health({{"slots 0-1", ok}, {"slots 2", {"degraded", "hung", then, 4}}}, {},
                                instant{}, 0);
  CAF_CHECK_EQUAL(one.state, "degraded");
  CAF_CHECK_EQUAL(one.reason, "slots 2: hung");
  CAF_CHECK_EQUAL(one.dirty_sessions, 6u);
  CAF_CHECK(one.since == then);
}

CAF_TEST(slots_that_nobody_serves_are_a_reason) {
  slot_set missing;
  missing[7] = true;
  const auto all
      = merge_health({{"slots 0", {"degraded", "hung", instant{9s}, 0}}}, missing, instant{2s}, 3);
  CAF_CHECK_EQUAL(all.state, "degraded");
  CAF_CHECK_EQUAL(all.reason, "slots 0: hung; slots 7: no server has them");
  CAF_CHECK_EQUAL(all.dirty_sessions, 3u);
  CAF_CHECK(all.since == instant{2s});
}
