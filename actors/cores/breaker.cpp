#include "actors/cores/breaker.hpp"

#include "actors/cores/back_off.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

// -- events
// -----------------------------------------------------------------------------------------

void breaker::failure(std::string reason, steady_time now, double jitter) {
  if (state_ != state::closed)
    return;
  state_ = state::open;
  since_ = now;
  reason_ = std::move(reason);
  failed_probes_ = 0;
  schedule_probe(now, jitter);
}

void breaker::tick(steady_time now, double jitter) {
  if (state_ == state::half_open && now >= probe_deadline_)
    probe_failed("no answer to the probe", now, jitter);
}

bool breaker::start_probe(steady_time now) {
  if (!probe_due(now))
    return false;
  state_ = state::half_open;
  probe_deadline_ = now + options_.probe_timeout;
  return true;
}

void breaker::probe_succeeded(steady_time now) {
  if (state_ != state::half_open)
    return;
  *this = breaker{options_};
  since_ = now;
}

void breaker::probe_failed(std::string reason, steady_time now, double jitter) {
  if (state_ != state::half_open)
    return;
  state_ = state::open;
  reason_ = std::move(reason);
  ++failed_probes_;
  schedule_probe(now, jitter);
}

// -- views
// ------------------------------------------------------------------------------------------

steady_time breaker::next_event() const {
  switch (state_) {
  case state::open:
    return next_probe_;
  case state::half_open:
    return probe_deadline_;
  case state::closed:
    break;
  }
  return steady_time::max();
}

// -- helpers
// ----------------------------------------------------------------------------------------

/// Between half and all of the back-off, so that the cap bounds how late a recovery is seen.
void breaker::schedule_probe(steady_time now, double jitter) {
  const auto wait = back_off(options_.first_probe, 2, failed_probes_, options_.probe_cap);
  const std::chrono::duration<double> spread = wait * (0.5 + 0.5 * std::clamp(jitter, 0.0, 1.0));
  next_probe_ = now + std::chrono::duration_cast<steady_time::duration>(spread);
}

} // namespace quickbooking
