#include "actors/supervision/part_supervisor.hpp"

#include "actors/protocol.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <mutex>
#include <utility>
#include <vector>

namespace quickbooking {

namespace {

class part_supervisor : public caf::event_based_actor {
public:
  part_supervisor(caf::actor_config& cfg, part what, metrics& figures, log_ptr log)
      : caf::event_based_actor(cfg),
        what_(std::move(what)),
        limit_(what_.limits),
        restarts_(figures.counter("quickbooking_part_restarts_total",
                                  "Parts of the node that died and were started again",
                                  {{"part", what_.name}})),
        log_(std::move(log)),
        current_(what_.make()) {}

  using caf::event_based_actor::enqueue;

  /// Called in the sender's thread.
  void enqueue(caf::mailbox_element_ptr x, caf::execution_unit* host) override {
    auto to = is_for_me(x->content()) ? nullptr : current();
    if (to)
      to->enqueue(std::move(x), host);
    else
      caf::event_based_actor::enqueue(std::move(x), host);
  }

  caf::behavior make_behavior() override {
    set_exception_handler([this](std::exception_ptr& why) { return fail(why); });
    set_exit_handler([this](const caf::exit_msg& x) {
      ending_ = true;
      until_ended_ = caf::actor_cast<caf::actor>(this);
      send_exit(current(), x.reason);
    });
    set_down_handler([this](const caf::down_msg& x) { ended(x.reason); });
    monitor(current());
    return {[this](introduction& x) {
      send(current(), x.what);
      introductions_.push_back(std::move(x.what));
    }};
  }

  /// Ends the circles of handles between parts. Not with `send_exit`: where the last handle is gone
  /// this is called by the destructor, and nobody may hold what is being destroyed.
  void on_exit() override {
    caf::anon_send_exit(replace(nullptr), caf::exit_reason::user_shutdown);
    until_ended_ = nullptr;
    what_.make = nullptr;
    introductions_.clear();
  }

  const char* name() const override { return "quickbooking.part_supervisor"; }

private:
  static bool is_for_me(const caf::type_erased_tuple& x) {
    return x.match_elements<introduction>() || x.match_elements<caf::down_msg>()
           || x.match_elements<caf::exit_msg>();
  }

  caf::actor current() const {
    std::lock_guard lock{mutex_};
    return current_;
  }

  caf::actor replace(caf::actor next) {
    std::lock_guard lock{mutex_};
    return std::exchange(current_, std::move(next));
  }

  void ended(const caf::error& reason) {
    if (ending_ || reason == caf::exit_reason::user_shutdown)
      return quit(reason);
    log_->error("event=part_died part={} reason=\"{}\"", what_.name, to_string(reason));
    if (!limit_.grant(clock().now()))
      return give_up(reason);
    start();
    restarts_.Increment();
    log_->warn("event=part_restarted part={} restarts={}", what_.name, restarts_.Value());
  }

  /// What the new part must know it learns before all else. Nothing is passed on meanwhile, so that
  /// whoever answers the new part reaches it.
  void start() {
    auto next = what_.make();
    monitor(next);
    std::lock_guard lock{mutex_};
    for (auto& x : introductions_)
      send(next, x);
    std::swap(current_, next); // the dead one goes when nobody waits for the lock
  }

  void give_up(const caf::error& reason) {
    log_->critical("event=part_given_up part={} restarts={} within_ms={}", what_.name,
                   what_.limits.restarts, what_.limits.within.count());
    quit(reason);
    if (what_.give_up)
      what_.give_up();
  }

  /// It cannot be started again.
  caf::error fail(std::exception_ptr& why) {
    try {
      std::rethrow_exception(why);
    } catch (const std::exception& x) {
      log_->critical("event=part_not_started part={} what=\"{}\"", what_.name, x.what());
    } catch (...) {
      log_->critical("event=part_not_started part={} what=unknown", what_.name);
    }
    if (what_.give_up)
      what_.give_up();
    return caf::sec::runtime_error;
  }

  part what_;
  restart_limit limit_;
  prometheus::Counter& restarts_;
  log_ptr log_;
  std::vector<caf::message> introductions_;
  bool ending_ = false;
  caf::actor until_ended_; ///< itself, while it waits for its part to end: nobody else may hold it
  mutable std::mutex mutex_;
  caf::actor current_; ///< null once this one has ended
};

} // namespace

caf::actor spawn_part_supervisor(caf::actor_system& system, part what, metrics& figures,
                                 log_ptr log) {
  return system.spawn<part_supervisor>(std::move(what), std::ref(figures), std::move(log));
}

} // namespace quickbooking
