#define CAF_SUITE process_setup

#include "apps/process_setup.hpp"

#include <caf/test/unit_test.hpp>

#include <sched.h>

#include <thread>

using namespace quickbooking;

namespace {

/// How a thread is scheduled that one makes which was scheduled like this and had a say then.
int policy_of_a_later_thread(int before) {
  int later = -1;
  std::thread{[&] {
    const sched_param none{};
    sched_setscheduler(0, before, &none);
    if (share_cores_in_long_turns())
      std::thread{[&] { later = sched_getscheduler(0); }}.join();
  }}.join();
  return later;
}

} // namespace

CAF_TEST(threads_that_are_made_later_share_cores_in_long_turns) {
  CAF_CHECK_EQUAL(policy_of_a_later_thread(SCHED_OTHER), SCHED_BATCH);
}

CAF_TEST(what_whoever_started_the_program_chose_is_kept) {
  CAF_CHECK_EQUAL(policy_of_a_later_thread(SCHED_IDLE), SCHED_IDLE);
}
