#pragma once

#include "actors/cores/steady_time.hpp"

#include <chrono>
#include <string>

namespace quickbooking {

struct breaker_options {
  std::chrono::milliseconds first_probe{50}; ///< doubled by every failed probe
  std::chrono::milliseconds probe_cap{250};
  std::chrono::milliseconds probe_timeout{500}; ///< a probe that takes so long has failed
};

/// Decides whether anybody may wait for Redis. Closed: all pass. Open: none passes, and a probe is
/// due after a back-off. Half-open: one probe is under way, still none passes.
///
/// The first failure opens it, a missed deadline too: with that the connection is given up, because
/// its late answers could be taken for others', so that nothing can be asked before the next one.
/// What was under way when it opened ends later and says nothing new: only a probe closes it. The
/// probe has to try what failed (a PING succeeds on a read-only or full Redis).
class breaker {
public:
  enum class state { closed, open, half_open };

  explicit breaker(breaker_options options = {}) : options_{options} {}

  // -- events -------------------------------------------------------------------------------------

  /// Redis does not do its work. `jitter` in [0, 1) spreads the probes of several nodes.
  void failure(std::string reason, steady_time now, double jitter);

  /// Time has passed: gives up a probe that is overdue.
  void tick(steady_time now, double jitter);

  /// Takes the one place for a probe; false if none is due.
  bool start_probe(steady_time now);

  void probe_succeeded(steady_time now);

  void probe_failed(std::string reason, steady_time now, double jitter);

  // -- views --------------------------------------------------------------------------------------

  state current() const { return state_; }

  bool allows() const { return state_ == state::closed; }

  /// When Redis was lost (open or half-open), or found again (closed).
  steady_time since() const { return since_; }

  /// Why it is not closed; empty if it is.
  const std::string& reason() const { return reason_; }

  bool probe_due(steady_time now) const { return state_ == state::open && now >= next_probe_; }

  /// Open: when the next probe is due. Half-open: when the one under way is given up. Closed:
  /// `steady_time::max()`.
  steady_time next_event() const;

private:
  void schedule_probe(steady_time now, double jitter);

  breaker_options options_;
  state state_ = state::closed;
  steady_time since_{};
  std::string reason_;
  int failed_probes_ = 0;
  steady_time next_probe_{};
  steady_time probe_deadline_{};
};

} // namespace quickbooking
