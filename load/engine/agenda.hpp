#pragma once

#include "load/verdict/message_ledger.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace quickbooking {

/// What is to be done when, as a heap: one timer serves all.
class agenda {
public:
  using deed = std::function<void()>;

  void add(run_time at, deed what) {
    entries_.push_back({at, next_++, std::move(what)});
    std::push_heap(entries_.begin(), entries_.end(), is_later);
  }

  /// Does what is due; in the order in which it is due.
  void run_due(run_time now) {
    while (!entries_.empty() && entries_.front().at <= now) {
      std::pop_heap(entries_.begin(), entries_.end(), is_later);
      const auto what = std::move(entries_.back().what);
      entries_.pop_back();
      what();
    }
  }

  std::optional<run_time> next() const {
    return entries_.empty() ? std::nullopt : std::optional{entries_.front().at};
  }

  void clear() { entries_.clear(); }

private:
  struct entry {
    run_time at;
    std::uint64_t number; ///< keeps the order of those that are due together
    deed what;
  };

  static bool is_later(const entry& a, const entry& b) {
    return std::pair{a.at, a.number} > std::pair{b.at, b.number};
  }

  std::vector<entry> entries_;
  std::uint64_t next_ = 0;
};

} // namespace quickbooking
