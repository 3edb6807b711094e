#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace quickbooking {

/// A value that a callback sets once and a test waits for.
template <class T>
class awaited {
public:
  void set(T value) {
    const std::lock_guard guard{mutex_};
    ++times_;
    value_ = std::move(value);
    changed_.notify_all();
  }

  std::optional<T> get(std::chrono::milliseconds limit = std::chrono::seconds{10}) {
    std::unique_lock guard{mutex_};
    changed_.wait_for(guard, limit, [this] { return value_.has_value(); });
    return value_;
  }

  int times() {
    const std::lock_guard guard{mutex_};
    return times_;
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<T> value_;
  int times_ = 0;
};

} // namespace quickbooking
