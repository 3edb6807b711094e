#include "actors/cores/breaker.hpp"

#include "actors/cores/back_off.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

// -- events
// -----------------------------------------------------------------------------------------

void breaker::success(steady_time) {
  if (state_ == state::closed)
    timeouts_ = 0;
}

void breaker::failure(redis_fault kind, std::string reason, steady_time now, double jitter) {
  if (state_ != state::closed)
    return;
  if (kind != redis_fault::timeout) {
    open(std::move(reason), now, jitter);
    return;
  }
  if (timeouts_++ == 0)
    first_timeout_ = now;
  if (timeouts_ >= options_.timeouts_to_open || now - first_timeout_ >= options_.hung_after)
    open(std::move(reason), now, jitter);
}

void breaker::tick(steady_time now, double jitter) {
  if (now < next_event())
    return;
  if (state_ == state::closed)
    open("no answer since a time-out", now, jitter);
  else if (state_ == state::half_open)
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
  return timeouts_ > 0 ? first_timeout_ + options_.hung_after : steady_time::max();
}

// -- helpers
// ----------------------------------------------------------------------------------------

void breaker::open(std::string reason, steady_time now, double jitter) {
  state_ = state::open;
  since_ = now;
  reason_ = std::move(reason);
  failed_probes_ = 0;
  schedule_probe(now, jitter);
}

/// Between half and all of the back-off, so that the cap bounds how late a recovery is seen.
void breaker::schedule_probe(steady_time now, double jitter) {
  const auto wait = back_off(options_.first_probe, 2, failed_probes_, options_.probe_cap);
  const std::chrono::duration<double> spread = wait * (0.5 + 0.5 * std::clamp(jitter, 0.0, 1.0));
  next_probe_ = now + std::chrono::duration_cast<steady_time::duration>(spread);
}

std::string_view to_string(breaker::state x) {
  switch (x) {
  case breaker::state::closed:
    return "closed";
  case breaker::state::open:
    return "open";
  case breaker::state::half_open:
    return "half_open";
  }
  return "unknown";
}

std::string_view to_string(redis_fault x) {
  switch (x) {
  case redis_fault::timeout:
    return "timeout";
  case redis_fault::lost:
    return "lost";
  case redis_fault::refused:
    return "refused";
  }
  return "unknown";
}

} // namespace quickbooking
