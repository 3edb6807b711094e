#include "apps/process_setup.hpp"

#include <caf/atom.hpp>

#include <pthread.h>

namespace quickbooking {

void set_up_scheduler(caf::actor_system_config& config, std::size_t threads) {
  // Work stealing walks the victim's whole queue: unusable with 100,000 actors.
  config.set("scheduler.policy", caf::atom("sharing"));
  // Without a bound one busy actor delays all others.
  config.set("scheduler.max-throughput", 300);
  if (threads > 0)
    config.set("scheduler.max-threads", threads);
}

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
