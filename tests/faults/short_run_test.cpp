#define CAF_SUITE short_run

#include "tests/faults/schedule.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking::faults;

CAF_TEST(no_promise_breaks_in_eight_random_schedules_of_faults) {
  schedule_options options;
  options.node_program = QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node";
  options.plan.customers = 24;
  options.plan.steps = 10;
  for (std::uint64_t seed = 2; seed <= 9; ++seed) {
    options.plan.sentinels_percent = seed == 9 ? 100 : 0;
    const auto result = run_schedule(seed, options);
    CAF_MESSAGE(summary(result));
    if (!result.judged.findings.empty())
      CAF_ERROR(explanation(result, result.judged.findings));
    CAF_CHECK(result.judged.messages > 0);
  }
}
