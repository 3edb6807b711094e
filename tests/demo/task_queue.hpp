#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>

namespace quickbooking {

/// Work that other threads hand to the main one: what starts a process has to stay alive as long
/// as the process, and a socket's thread must not wait for one.
class task_queue {
public:
  /// Any thread.
  void push(std::function<void()> task);

  /// Runs what is there; waits for more at most that long.
  void run_for(std::chrono::milliseconds limit);

private:
  std::mutex mutex_;
  std::condition_variable filled_;
  std::deque<std::function<void()>> tasks_;
};

} // namespace quickbooking
