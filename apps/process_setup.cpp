#include "apps/process_setup.hpp"

#include <pthread.h>

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

} // namespace quickbooking
