#define CAF_SUITE short_cluster_run

#include "tests/faults/schedule.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

namespace {

/// With a Redis of its own that is left alone, one that fails, and a master that dies.
constexpr std::uint64_t seeds[]{2, 5};

} // namespace

CAF_TEST(no_promise_breaks_in_random_schedules_of_three_nodes_whose_links_clocks_and_redis_fail) {
  schedule_options options;
  options.node_program = QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node";
  options.plan = {18, 8, 0, 3};
  for (const auto seed : seeds) {
    const auto result = run_schedule(seed, options);
    CAF_MESSAGE(summary(result));
    if (!result.judged.findings.empty())
      CAF_ERROR(explanation(result, result.judged.findings));
    CAF_CHECK(result.judged.messages > 0);
  }
}
