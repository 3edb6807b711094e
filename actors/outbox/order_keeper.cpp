#include "actors/outbox/order_keeper.hpp"

#include "actors/cores/open_orders.hpp"
#include "actors/failure_log.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <utility>

namespace quickbooking {

namespace {

class order_keeper : public caf::event_based_actor {
public:
  order_keeper(caf::actor_config& cfg, caf::actor listener, metrics& figures, log_ptr log)
      : caf::event_based_actor(cfg),
        listener_(std::move(listener)),
        repeated_(figures.counter("quickbooking_orders_repeated_total",
                                  "Orders given again to an outbox that was started anew")),
        log_(std::move(log)) {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](send_order& x) { take(x); },
        [this](send_report& x) { end(x); },
        [this](outbox_started& x) { start(std::move(x.outbox)); },
        [this](count_orders x) { return delegate(outbox_, x); },
        [this](drain_orders x) { return delegate(outbox_, x); },
    };
  }

  void on_exit() override {
    listener_ = nullptr;
    outbox_ = nullptr;
  }

  const char* name() const override { return "quickbooking.order_keeper"; }

private:
  void take(send_order& x) {
    if (open_.add(x))
      send(outbox_, std::move(x));
  }

  void end(send_report& x) {
    open_.remove(x);
    send(listener_, std::move(x));
  }

  void start(caf::actor outbox) {
    outbox_ = std::move(outbox);
    for (auto& [place, x] : open_.all())
      send(outbox_, x);
    repeated_.Increment(static_cast<double>(open_.size()));
    if (open_.size() > 0)
      log_->warn("event=orders_repeated count={}", open_.size());
  }

  caf::actor listener_;
  caf::actor outbox_;
  open_orders open_;
  prometheus::Counter& repeated_;
  log_ptr log_;
};

} // namespace

caf::actor spawn_order_keeper(caf::actor_system& system, caf::actor listener, metrics& figures,
                              log_ptr log) {
  return system.spawn<order_keeper>(std::move(listener), std::ref(figures), std::move(log));
}

} // namespace quickbooking
