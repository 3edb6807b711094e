#define CAF_SUITE disturbance

#include "tests/faults/health_watch.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;
using namespace std::chrono_literals;

namespace {

const figures well;
const figures dirty{{"quickbooking_dirty_sessions", 1}};

} // namespace

CAF_TEST(a_fault_disturbs_from_its_beginning_until_all_was_well_for_a_while) {
  disturbance x;
  x.node_began(0ms);
  x.saw(well, 500ms);
  CAF_CHECK(x.is_calm());
  x.fault_begins(1000ms);
  x.saw(well, 1100ms);
  CAF_CHECK(!x.is_calm());
  x.fault_ended(2000ms);
  x.saw(well, 2050ms);
  x.saw(dirty, 2100ms);
  x.saw(well, 2200ms);
  CAF_CHECK(!x.is_calm());
  x.saw(well, 2400ms);
  CAF_CHECK(x.is_calm());
  const auto all = x.intervals(3000ms);
  CAF_REQUIRE_EQUAL(all.size(), 1u);
  CAF_CHECK(all[0].from == 1000ms && all[0].to == 2400ms);
}

CAF_TEST(a_new_node_beside_a_good_redis_has_no_excuse) {
  disturbance x;
  x.saw(well, 500ms);
  x.node_began(600ms);
  x.saw(dirty, 620ms);
  CAF_CHECK(x.is_calm());
  x.saw(well, 640ms);
  x.saw(dirty, 650ms);
  CAF_CHECK(!x.is_calm());
  x.saw(well, 660ms);
  x.saw(well, 960ms);
  CAF_CHECK(x.is_calm());
  x.fault_begins(1700ms);
  x.node_began(1800ms);
  x.saw(well, 1900ms);
  CAF_CHECK(!x.is_calm());
}

CAF_TEST(trouble_without_a_fault_disturbs_from_the_last_look_before_it) {
  disturbance x;
  x.node_began(0ms);
  x.saw(well, 500ms);
  x.saw(well, 520ms);
  x.saw({{R"(quickbooking_transitions_total{durable="false"})", 1}}, 540ms);
  const auto all = x.intervals(600ms);
  CAF_REQUIRE_EQUAL(all.size(), 1u);
  CAF_CHECK(all[0].from == 520ms && all[0].to == 600ms);
}

CAF_TEST(a_node_that_was_stopped_is_in_trouble_only_from_when_it_goes_on) {
  disturbance x;
  x.node_began(0ms);
  x.saw(well, 500ms);
  x.node_goes_on(5000ms);
  x.saw(dirty, 510ms); // asked for before it was stopped
  x.saw(well, 5300ms);
  const auto all = x.intervals(6000ms);
  CAF_REQUIRE_EQUAL(all.size(), 1u);
  CAF_CHECK(all[0].from == 5000ms && all[0].to == 5300ms);
}

CAF_TEST(figures_are_read_with_their_labels) {
  const auto all = parse_figures("# HELP a b\n# TYPE a gauge\na 1\nb{x=\"y\"} 2.5\n");
  CAF_REQUIRE_EQUAL(all.size(), 2u);
  CAF_CHECK_EQUAL(all.at("a"), 1);
  CAF_CHECK_EQUAL(all.at("b{x=\"y\"}"), 2.5);
}
