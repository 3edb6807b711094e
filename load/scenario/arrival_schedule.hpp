#pragma once

#include "load/report/run_report.hpp"
#include "load/scenario/dice.hpp"

#include <chrono>
#include <cstdint>

namespace quickbooking {

/// What an open arrival model needs to know.
struct arrival_plan {
  arrival_model model = arrival_model::poisson;
  double rate = 0;                  ///< messages per second after the ramp; above 0
  std::chrono::milliseconds ramp{}; ///< the rate grows from 0 in so long
};

/// The times at which messages are due under an open model: they do not depend on what the node
/// does. `constant` and `poisson` have the same number of them in the mean.
class arrival_schedule {
public:
  arrival_schedule(arrival_plan plan, std::uint64_t seed) : plan_{plan}, chance_{seed} {}

  /// The next time, since the run's start; never before the one before.
  std::chrono::nanoseconds next();

private:
  arrival_plan plan_;
  dice chance_;
  double expected_ = 0; ///< messages due up to the last time
};

/// How many messages a plan has due up to a time, in the mean.
double expected_messages(const arrival_plan& plan, std::chrono::nanoseconds until);

} // namespace quickbooking
