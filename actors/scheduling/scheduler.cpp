#include "actors/scheduling/scheduler.hpp"

#include "actors/scheduling/near_first.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>
#include <caf/logger.hpp>

// CAF's log is compiled out. What is left of it in the scheduler's loop asks for every actor that
// is resumed, under a lock, under which id it would log: 4 % of a turn's instructions.
#undef CAF_PUSH_AID_FROM_PTR
#define CAF_PUSH_AID_FROM_PTR(some_ptr) static_cast<void>(0)

#include <caf/scheduler/coordinator.hpp>

#include <algorithm>
#include <memory>
#include <thread>

namespace quickbooking {

namespace {

using coordinator = caf::scheduler::coordinator<near_first>;

/// Messages of one actor in a row. Without a bound one busy actor delays all others.
constexpr std::size_t max_throughput = 300;

/// The same in a thread with work of its own.
constexpr std::size_t max_spare_throughput = 20;

/// A worker without a thread.
class spare_worker {
public:
  explicit spare_worker(coordinator& all)
      : worker_{all.num_workers(), &all, near_first::worker_data{&all}, max_spare_throughput} {}

  bool run() {
    auto job = policy_.try_dequeue(&worker_);
    const bool any = job != nullptr;
    for (; job; job = policy_.try_dequeue(&worker_))
      run(job);
    return any;
  }

private:
  void run(caf::resumable* job) {
    switch (job->resume(&worker_, worker_.max_throughput())) {
    case caf::resumable::resume_later:
      return policy_.resume_job_later(&worker_, job);
    case caf::resumable::done:
    case caf::resumable::awaiting_message:
      return caf::intrusive_ptr_release(job);
    case caf::resumable::shutdown_execution_unit:
      return; // CAF owns it, and sends it until it has met each thread of its own
    }
  }

  near_first policy_;
  caf::scheduler::worker<near_first> worker_;
};

} // namespace

void set_up_scheduler(caf::actor_system_config& config, std::size_t threads) {
  // Work stealing, CAF's own way, walks the victim's whole queue: unusable with 100,000 actors.
  config.load<caf::scheduler::coordinator<near_first>>();
  config.set("scheduler.max-throughput", max_throughput);
  // CAF's own number is four at least: more than there are cores wake each other for nothing.
  const std::size_t cores = std::thread::hardware_concurrency();
  config.set("scheduler.max-threads", threads > 0 ? threads : std::max<std::size_t>(cores, 2));
}

std::function<bool()> spare_turns(caf::actor_system& system) {
  const auto all = dynamic_cast<coordinator*>(&system.scheduler());
  if (!all)
    return nullptr;
  return [mine = std::make_shared<spare_worker>(*all)] { return mine->run(); };
}

} // namespace quickbooking
