#pragma once

#include "actors/cores/steady_time.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace quickbooking {

/// How Redis failed us.
enum class redis_fault {
  timeout, ///< no answer within the deadline; the next one may be in time
  lost,    ///< the connection is gone or could not be made
  refused  ///< it answers, but not with what we need: read-only, OOM, LOADING, AUTH, wrong set-up
};

struct breaker_options {
  /// So many time-outs without a success between them open the breaker.
  int timeouts_to_open = 3;

  /// One time-out and no success for so long opens it too: a node with little traffic must notice a
  /// hung Redis within a second.
  std::chrono::milliseconds hung_after{500};

  std::chrono::milliseconds first_probe{50}; ///< doubled by every failed probe
  std::chrono::milliseconds probe_cap{250};
  std::chrono::milliseconds probe_timeout{200}; ///< a probe without any answer has failed
};

/// Decides whether anybody may wait for Redis. Closed: all pass. Open: none passes, and a probe is
/// due after a back-off. Half-open: one probe is under way, still none passes.
///
/// What was under way when the breaker opened ends later and says nothing new: only a probe closes
/// it. The probe has to try what failed (a PING succeeds on a read-only or full Redis).
class breaker {
public:
  enum class state { closed, open, half_open };

  explicit breaker(breaker_options options = {}) : options_{options} {}

  // -- events -------------------------------------------------------------------------------------

  void success(steady_time now);

  /// `jitter` in [0, 1) spreads the probes of several nodes.
  void failure(redis_fault kind, std::string reason, steady_time now, double jitter);

  /// Time has passed: opens if Redis hangs, and gives up a probe that is overdue.
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

  /// Open: when the next probe is due. Half-open: when the one under way is given up. Closed with a
  /// recent time-out: when `tick` may open it. Otherwise `steady_time::max()`.
  steady_time next_event() const;

private:
  void open(std::string reason, steady_time now, double jitter);
  void schedule_probe(steady_time now, double jitter);

  breaker_options options_;
  state state_ = state::closed;
  steady_time since_{};
  std::string reason_;
  int timeouts_ = 0;
  steady_time first_timeout_{};
  int failed_probes_ = 0;
  steady_time next_probe_{};
  steady_time probe_deadline_{};
};

std::string_view to_string(breaker::state x);
std::string_view to_string(redis_fault x);

} // namespace quickbooking
