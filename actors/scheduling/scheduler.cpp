#include "actors/scheduling/scheduler.hpp"

#include "actors/scheduling/near_first.hpp"

#include <caf/actor_system_config.hpp>
#include <caf/logger.hpp>

// CAF's log is compiled out. What is left of it in the scheduler's loop asks for every actor that
// is resumed, under a lock, under which id it would log: 4 % of a turn's instructions.
#undef CAF_PUSH_AID_FROM_PTR
#define CAF_PUSH_AID_FROM_PTR(some_ptr) static_cast<void>(0)

#include <caf/scheduler/coordinator.hpp>

#include <algorithm>
#include <thread>

namespace quickbooking {

void set_up_scheduler(caf::actor_system_config& config, std::size_t threads) {
  // Work stealing, CAF's own way, walks the victim's whole queue: unusable with 100,000 actors.
  config.load<caf::scheduler::coordinator<near_first>>();
  // Without a bound one busy actor delays all others.
  config.set("scheduler.max-throughput", 300);
  // CAF's own number is four at least: more than there are cores wake each other for nothing.
  const std::size_t cores = std::thread::hardware_concurrency();
  config.set("scheduler.max-threads", threads > 0 ? threads : std::max<std::size_t>(cores, 2));
}

} // namespace quickbooking
