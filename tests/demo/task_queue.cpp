#include "tests/demo/task_queue.hpp"

#include <utility>

namespace quickbooking {

void task_queue::push(std::function<void()> task) {
  {
    std::lock_guard guard{mutex_};
    tasks_.push_back(std::move(task));
  }
  filled_.notify_one();
}

void task_queue::run_for(std::chrono::milliseconds limit) {
  std::unique_lock lock{mutex_};
  filled_.wait_for(lock, limit, [this] { return !tasks_.empty(); });
  const auto ready = std::exchange(tasks_, {});
  lock.unlock();
  for (const auto& task : ready)
    task();
}

} // namespace quickbooking
