// The store supervisor's part that connects, probes, and gives up.

#include "actors/store/redis_faults.hpp"
#include "actors/store/store_actor.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

namespace quickbooking {

using namespace std::chrono;

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
    prove_writable();
  else
    probe_failed(outcome.error());
}

/// A PING succeeds on a replica, a full or a loading Redis, too: only a write proves it.
void store_supervisor::prove_writable() {
  auto mine = generation_;
  redis_->command({"SET", "booking:probe", std::to_string(to_unix_ms(now_())), "PX", "10000"},
                  options_.deadline,
                  from_loop<result<redis_value>>([this, mine](const result<redis_value>& reply) {
                    if (mine != generation_)
                      return;
                    if (!reply)
                      return probe_failed(reply.error());
                    if (reply->is_error())
                      return probe_failed({"redis_error", reply->text});
                    heard_at_ = steady_clock::now();
                    breaker_.probe_succeeded(heard_at_);
                    note_change(true);
                  }));
}

void store_supervisor::probe_failed(const failure& why) {
  breaker_.probe_failed(why.message, steady_clock::now(), jitter());
  reason_ = why.message;
}

void store_supervisor::failed(const failure& why) {
  auto kind = fault_of(why);
  if (!kind)
    return;
  auto was_open = !breaker_.allows();
  breaker_.failure(*kind, why.message, steady_clock::now(), jitter());
  note_change(was_open);
}

void store_supervisor::note_change(bool was_open) {
  auto is_open = !breaker_.allows();
  if (was_open == is_open)
    return;
  since_ = now_();
  degraded_.Set(is_open ? 1 : 0);
  if (is_open) {
    opened_.Increment();
    reason_ = breaker_.reason();
    spdlog::error("event=redis_degraded reason=\"{}\"", reason_);
  } else {
    spdlog::info("event=redis_ok dirty_sessions={}", dirty_.size());
    flush_again_ = {};
  }
}

} // namespace quickbooking
