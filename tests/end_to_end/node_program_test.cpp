#define CAF_SUITE node_program

#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <sched.h>

#include <filesystem>
#include <fstream>
#include <string>

using namespace quickbooking;

/// The allocator's and the sanitizers' are there before `main` is.
CAF_TEST(threads_of_a_node_share_cores_in_long_turns) {
  private_redis redis;
  const auto node = start_node(redis.port());
  const auto threads = "/proc/" + std::to_string(node->pid()) + "/task";
  int seen = 0;
  for (const auto& each : std::filesystem::directory_iterator{threads}) {
    std::string name;
    std::getline(std::ifstream{each.path() / "comm"}, name);
    if (name == "quickbooking-no" || name.starts_with("caf.")) {
      CAF_CHECK_EQUAL(sched_getscheduler(std::stoi(each.path().filename())), SCHED_BATCH);
      ++seen;
    }
  }
  CAF_CHECK(seen > 4); // `main`, the event loop, two for actors, the clock
}
