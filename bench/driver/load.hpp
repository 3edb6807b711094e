#pragma once

#include "bench/driver/journey.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace quickbooking {

/// What customers are to do to a server on 127.0.0.1.
struct load_plan {
  std::uint16_t port = 0;
  std::size_t connections = 64;

  /// 0: closed loop, each connection begins the next journey as soon as one is over. Else journeys
  /// arrive at random (Poisson) at this mean rate, whatever the server does, and wait for a free
  /// connection.
  double journeys_per_second = 0;

  std::chrono::milliseconds warm_up{0};
  std::chrono::milliseconds measured{0};
  std::uint64_t journeys = 0; ///< if not 0: ends after so many, and all of it is measured
  journey_kind kind = journey_kind::booking;
  std::function<journey_customer(std::uint64_t journey)> customer;
  std::string run = "r"; ///< part of the message ids
  std::uint64_t seed = 1;

  /// Called at the begin and at the end of what is measured.
  std::function<void()> begun = [] {};
  std::function<void()> ended = [] {};
};

struct load_figures {
  std::uint64_t transitions = 0; ///< answers within what is measured
  std::uint64_t journeys = 0;    ///< that ended well within it
  std::uint64_t errors = 0;      ///< of the whole run, warm-up included
  std::string first_problem;
  std::uint64_t bytes = 0; ///< of the answers' bodies
  double seconds = 0;
  std::size_t most_waiting = 0;    ///< journeys at once without a connection
  std::vector<float> microseconds; ///< of each transition, from when it was meant to be sent

  double per_second() const { return seconds > 0 ? static_cast<double>(transitions) / seconds : 0; }
};

/// Plays the plan on the calling thread. Throws boost::system::system_error if the server does not
/// accept.
load_figures run_load(const load_plan& plan);

} // namespace quickbooking
