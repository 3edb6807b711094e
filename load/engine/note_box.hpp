#pragma once

#include "load/engine/customer_note.hpp"

#include <functional>
#include <mutex>
#include <utility>
#include <vector>

namespace quickbooking {

/// Hands notes from the customers' threads to the engine's: the engine is called once for all that
/// come until it takes them.
class note_box {
public:
  /// `wake` is called on the customers' threads.
  explicit note_box(std::function<void()> wake) : wake_{std::move(wake)} {}

  void put(customer_note note) {
    const std::lock_guard guard{mutex_};
    notes_.push_back(std::move(note));
    if (notes_.size() == 1)
      wake_();
  }

  /// Swaps what is there into `out`, which is emptied first.
  void take(std::vector<customer_note>& out) {
    out.clear();
    const std::lock_guard guard{mutex_};
    out.swap(notes_);
  }

private:
  std::function<void()> wake_;
  std::mutex mutex_;
  std::vector<customer_note> notes_;
};

} // namespace quickbooking
