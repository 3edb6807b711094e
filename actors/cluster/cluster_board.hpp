#pragma once

#include "actors/cores/ring.hpp"

#include <atomic>
#include <mutex>

namespace quickbooking {

/// The ring as this node sees it now. The gateway writes it; whoever has to know who has a customer
/// reads it without asking. It is a hint: what two nodes do about one session Redis' fence decides.
/// Any thread.
class cluster_board {
public:
  explicit cluster_board(ring_ptr first) : ring_(std::move(first)) {}

  ring_ptr current() const {
    std::lock_guard lock{mutex_};
    return ring_;
  }

  void put(ring_ptr next) {
    std::lock_guard lock{mutex_};
    ring_.swap(next);
  }

  /// This node was told to leave customers to others. Kept here, for a gateway that starts anew.
  bool is_draining() const { return draining_; }

  void set_draining(bool x) { draining_ = x; }

private:
  std::atomic<bool> draining_ = false;
  mutable std::mutex mutex_;
  ring_ptr ring_;
};

} // namespace quickbooking
