// The store supervisor's part that connects, probes, and gives up.

#include "actors/store/store_actor.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// After so long without a write Redis is probed, so that a node without traffic knows, too, how it
/// is.
constexpr milliseconds longest_silence{500};

} // namespace

void store_supervisor::connect() {
  if (redis_)
    redis_->close();
  redis_ = redis_connection::make(loop_, options_.where);
  auto mine = ++generation_;
  redis_->connect(options_.deadline,
                  from_loop<result<void>>([this, mine](const result<void>& outcome) {
                    if (mine == generation_)
                      connected(outcome);
                  }),
                  from_loop<failure>([this, mine](const failure& why) {
                    if (mine == generation_)
                      failed(why);
                  }));
}

void store_supervisor::connected(const result<void>& outcome) {
  if (outcome)
    probe();
  else
    probed(outcome);
}

void store_supervisor::probe() {
  probed_at_ = steady_clock::now();
  auto done = [this, mine = generation_](const result<void>& outcome) {
    if (mine == generation_)
      probed(outcome);
  };
  probe_store(*redis_, options_.deadline, from_loop<result<void>>(done));
}

/// While closed a probe is a sign of life, while half-open it decides.
void store_supervisor::probed(const result<void>& outcome) {
  auto now = steady_clock::now();
  auto was_open = !breaker_.allows();
  (outcome ? probes_.ok : probes_.failed).Increment();
  if (outcome)
    breaker_.probe_succeeded(now);
  else if (was_open)
    breaker_.probe_failed(outcome.error().message, now, jitter());
  else
    breaker_.failure(outcome.error().message, now, jitter());
  note_change(was_open);
}

void store_supervisor::failed(const failure& why) {
  auto was_open = !breaker_.allows();
  breaker_.failure(why.message, steady_clock::now(), jitter());
  note_change(was_open);
}

void store_supervisor::end_silence(steady_time now) {
  if (breaker_.allows() && now - std::max(written_at_, probed_at_) >= longest_silence)
    probe();
}

void store_supervisor::note_change(bool was_open) {
  auto is_open = !breaker_.allows();
  if (was_open == is_open)
    return;
  since_ = now_();
  degraded_.Set(is_open ? 1 : 0);
  if (is_open) {
    opened_.Increment();
    spdlog::error("event=redis_degraded reason=\"{}\"", breaker_.reason());
  } else {
    spdlog::info("event=redis_ok dirty_sessions={}", dirty_.size());
    dirty_.restart();
  }
}

} // namespace quickbooking
