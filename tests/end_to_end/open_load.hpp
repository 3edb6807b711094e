#pragma once

#include "tests/faults/graph_recorder.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace quickbooking {

/// Customers who chat by signed webhooks at a constant rate, whatever becomes of their messages:
/// they ask, change their mind, ask for something else, and do not book.
class open_load {
public:
  open_load(std::string url, faults::graph_recorder& graph, std::string phone_prefix)
      : url_(std::move(url)),
        graph_(graph),
        phones_(std::move(phone_prefix)) {}

  /// Plays for so long. The waits in milliseconds, each from the moment when the message was due,
  /// or could be sent by a client that was ready, to its 200.
  std::vector<double> play(std::chrono::milliseconds length);

  /// The phone of this one of the customers.
  std::string phone(std::size_t customer) const {
    return phones_ + std::to_string(1000 + customer);
  }

  /// Messages of this customer sent so far.
  std::size_t sent_by(std::size_t customer) const {
    return (next_ + customers - 1 - customer) / customers;
  }

  /// Messages sent so far, and those of them that were not answered with 200.
  std::size_t sent() const { return next_; }
  std::size_t refused() const { return refused_; }

  static constexpr int per_second = 200;
  static constexpr std::size_t customers = 600; ///< so that WhatsApp's pair limit stays away

private:
  using clock = std::chrono::steady_clock;

  std::vector<double> send_every(std::size_t first, std::size_t end, clock::time_point begin);
  std::string body_of(std::size_t message);

  std::string url_;
  faults::graph_recorder& graph_;
  std::string phones_;
  std::size_t next_ = 0;
  std::atomic<std::size_t> refused_{0};
};

/// What the others notice of a stuck part: quartiles of the p99 of many short phases, in
/// milliseconds. Other work of the machine only ever adds to a wait, so the lower quartile is next
/// to what the service itself takes, and the distance to the upper one is the machine's.
struct comparison {
  double calm = 0;
  double calm_upper = 0;
  double disturbed = 0;
  double disturbed_upper = 0;

  /// What `disturbed` has to stay below: 20 % or so many milliseconds more, whichever is more.
  double limit(double allowed) const { return std::max(calm * 1.2, calm + allowed); }

  std::string text() const;
};

/// Phases without and with the disturbance, in turn, so that what else the machine does meets both.
/// `begin` and `end` are called outside of what is measured.
comparison compare(open_load& others, const std::function<void()>& begin,
                   const std::function<void()>& end);

} // namespace quickbooking
