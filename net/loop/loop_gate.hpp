#pragma once

#include "net/loop/asio.hpp"

#include <memory>
#include <mutex>

namespace quickbooking {

/// The way into the loop for threads that may outlive it: once the loop's context is gone, what is
/// posted is dropped instead of touching freed memory.
class loop_gate {
public:
  /// The gate of this context; always the same one. Any thread.
  static std::shared_ptr<loop_gate> of(asio::io_context& loop);

  explicit loop_gate(asio::io_context& loop) : loop_{&loop} {}

  /// Runs `f` on the loop's thread, later.
  template <class F>
  void post(F&& f) {
    const std::lock_guard guard{mutex_};
    if (loop_ != nullptr)
      asio::post(*loop_, std::forward<F>(f));
  }

  /// Runs `f` at once if this is the loop's thread, otherwise later.
  template <class F>
  void dispatch(F&& f) {
    if (inside())
      f();
    else
      post(std::forward<F>(f));
  }

  /// From now on everything is dropped.
  void shut();

private:
  bool inside();

  std::mutex mutex_;
  asio::io_context* loop_;
};

} // namespace quickbooking
