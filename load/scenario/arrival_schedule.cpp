#include "load/scenario/arrival_schedule.hpp"

#include <cmath>

namespace quickbooking {

namespace {

using seconds = std::chrono::duration<double>;

/// When a rate that grows steadily to `rate` within `ramp` seconds and then stays has brought so
/// many messages: the inverse of `expected_messages`.
double time_of(double messages, double rate, double ramp) {
  const auto within_ramp = rate * ramp / 2;
  return messages < within_ramp ? std::sqrt(2 * messages * ramp / rate)
                                : ramp + (messages - within_ramp) / rate;
}

} // namespace

/// A Poisson process with a changing rate is one with rate 1 on another time scale.
std::chrono::nanoseconds arrival_schedule::next() {
  expected_ += plan_.model == arrival_model::poisson ? chance_.exponential() : 1.0;
  const seconds at{time_of(expected_, plan_.rate, seconds{plan_.ramp}.count())};
  return std::chrono::duration_cast<std::chrono::nanoseconds>(at);
}

double expected_messages(const arrival_plan& plan, std::chrono::nanoseconds until) {
  const auto t = seconds{until}.count();
  const auto ramp = seconds{plan.ramp}.count();
  return t < ramp ? plan.rate * t * t / ramp / 2 : plan.rate * (t - ramp / 2);
}

} // namespace quickbooking
