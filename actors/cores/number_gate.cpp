#include "actors/cores/number_gate.hpp"

#include "actors/cores/back_off.hpp"

#include <algorithm>

namespace quickbooking {

using namespace std::chrono_literals;

namespace {

constexpr int unclear_at_most = 3;

/// The first pause, what every further one in a row is multiplied by, and the longest. A person
/// repairs a configuration while we look once a minute; limits of an account last for hours.
std::chrono::milliseconds pause_for(gate_fault why, int step) {
  switch (why) {
  case gate_fault::throttled:
    return back_off(1s, 2, step, 60s);
  case gate_fault::unreachable:
    return back_off(1s, 2, step, 30s);
  case gate_fault::wait_long:
    return back_off(10min, 2, step, 1h);
  case gate_fault::configuration:
    break;
  }
  return 60s;
}

} // namespace

// -- sending
// ----------------------------------------------------------------------------------------

steady_time number_gate::free_at(steady_time now) const {
  if (fault_)
    return probing_ ? steady_time::max() : std::max(paused_until_, now);
  return in_flight_ >= at_once_ ? steady_time::max() : bucket_.wait_until_available(now);
}

number_gate::pass number_gate::sent(steady_time now) {
  ++in_flight_;
  bucket_.take(now);
  if (fault_)
    probing_ = true;
  return pass_;
}

// -- answers
// ----------------------------------------------------------------------------------------

void number_gate::worked(pass p) {
  --in_flight_;
  if (p != pass_)
    return;
  ++works_;
  unclear_in_row_ = 0;
  pauses_in_row_ = 0;
  probing_ = false;
  fault_.reset();
}

void number_gate::unclear(pass p, steady_time now) {
  --in_flight_;
  if (p != pass_)
    return;
  if (fault_)
    pause(*fault_, now);
  else if (++unclear_in_row_ >= unclear_at_most)
    pause(gate_fault::unreachable, now);
}

void number_gate::failed(pass p, gate_fault why, steady_time now) {
  --in_flight_;
  if (p == pass_)
    pause(why, now);
}

void number_gate::pause(gate_fault why, steady_time now) {
  if (fault_ != why)
    pauses_in_row_ = 0;
  fault_ = why;
  paused_until_ = now + pause_for(why, pauses_in_row_++);
  unclear_in_row_ = 0;
  probing_ = false;
  ++pass_;
}

std::string_view to_string(gate_fault x) {
  switch (x) {
  case gate_fault::throttled:
    return "throttled";
  case gate_fault::unreachable:
    return "unreachable";
  case gate_fault::wait_long:
    return "wait_long";
  case gate_fault::configuration:
    return "configuration";
  }
  return "unknown";
}

} // namespace quickbooking
