#pragma once

#include "net/redis/redis_connection.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace quickbooking {

/// The commands of one connection that wait for their answers, in the order of sending.
class redis_pipeline {
public:
  using time_point = std::chrono::steady_clock::time_point;

  struct entry {
    redis_connection::reply_handler done;
    time_point deadline;
  };

  void push(entry one);

  bool empty() const { return waiting_.empty(); }
  std::size_t size() const { return waiting_.size(); }

  /// Whom the next answer belongs to.
  entry pop();

  /// The earliest deadline among those waiting.
  std::optional<time_point> earliest();

  /// All that wait, in order; nothing is left.
  std::deque<entry> take_all();

private:
  struct due {
    time_point deadline;
    std::uint64_t number;

    bool operator>(const due& other) const { return deadline > other.deadline; }
  };

  std::deque<entry> waiting_;
  std::uint64_t first_ = 0; ///< the number of the front of `waiting_`
  std::priority_queue<due, std::vector<due>, std::greater<>> dues_; ///< some long answered
};

} // namespace quickbooking
