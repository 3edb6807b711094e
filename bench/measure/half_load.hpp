#pragma once

#include "bench/measure/settings.hpp"

#include <string>

namespace quickbooking {

/// How fast a candidate can be, see `measure_throughput`.
struct maximum_rate {
  double transitions_per_second = 0;
  double steps_per_journey = 5;

  /// Of journeys, at half of it.
  double half() const { return transitions_per_second / steps_per_journey / 2; }
};

/// What customers wait for if they come at a rate of their own; medians over the rounds.
struct latency_row {
  std::string name;
  std::string title;
  double offered_per_second = 0; ///< transitions
  double p50_ms = 0;
  double p99_ms = 0;
  double p99_least_ms = 0; ///< of all rounds
  double p99_most_ms = 0;
  std::size_t most_waiting = 0; ///< customers at once who had no connection
  std::uint64_t transitions = 0;
  std::uint64_t errors = 0;
  std::string first_problem;
};

/// A server that is there, and who comes to it.
struct half_load_target {
  std::string name;
  std::string title;
  maximum_rate maximum;
  std::function<std::unique_ptr<candidate>()> start; ///< for a fresh one in each round, or
  const candidate* running = nullptr;                ///< this one in all of them
  std::function<journey_customer(std::uint64_t)> customer;
};

/// Open loop: journeys arrive at random at half of what the candidate can do at most, latency
/// counts from when a message was meant to be sent. In turns, as `measure_throughput`.
std::vector<latency_row> measure_half_load(const std::vector<half_load_target>& targets,
                                           const bench_settings& settings);

} // namespace quickbooking
