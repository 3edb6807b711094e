#include "apps/process_setup.hpp"

#include <pthread.h>
#include <sched.h>

#include <cerrno>
#include <system_error>

namespace quickbooking {

sigset_t block_signals(std::initializer_list<int> signals) {
  sigset_t set;
  sigemptyset(&set);
  for (auto each : signals)
    sigaddset(&set, each);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return set;
}

result<void> share_cores_in_long_turns() {
  if (sched_getscheduler(0) != SCHED_OTHER)
    return {};
  const sched_param none{};
  if (sched_setscheduler(0, SCHED_BATCH, &none) != 0)
    return fail("operation_refused", std::generic_category().message(errno));
  return {};
}

} // namespace quickbooking
