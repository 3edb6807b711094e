#include "embedding/event_hub.hpp"

#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"
#include "embedding/turn_translation.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

constexpr seconds answer_limit{5};

/// Behind both handles: the host's typed one and the node's.
class event_hub_actor : public caf::event_based_actor {
public:
  event_hub_actor(caf::actor_config& cfg, std::shared_ptr<event_board> board, log_ptr log)
      : caf::event_based_actor{cfg},
        board_{std::move(board)},
        log_{std::move(log)} {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    set_down_handler([this](const caf::down_msg& x) { forget(x.source); });
    return {
        [this](const event_subscription& x) { return subscribe(x); },
        [this](const event_cancellation& x) { forget(x.listener.address()); },
        [this](health_query) { return ask_health(); },
        [this](const turn_told& x) { tell(x); },
        [this](use_store& x) { store_ = std::move(x.store); },
        [this](store_changed) { look_at_health(); },
    };
  }

  void on_exit() override {
    board_->is_wanted = false;
    listeners_.clear();
    store_ = nullptr;
  }

  const char* name() const override { return "quickbooking.event_hub"; }

private:
  caf::result<health_event> subscribe(const event_subscription& x) {
    if (!x.listener)
      return caf::sec::invalid_argument;
    forget(x.listener.address());
    monitor(x.listener);
    listeners_[x.listener.address()] = x;
    note_wish();
    return ask_health();
  }

  void forget(const caf::actor_addr& who) {
    if (listeners_.erase(who) == 0)
      return;
    demonitor(who);
    note_wish();
  }

  void note_wish() {
    board_->is_wanted = std::ranges::any_of(
        listeners_, [](auto& x) { return x.second.transitions || x.second.bookings; });
  }

  void tell(const turn_told& x) {
    const auto turn = to_transition(x);
    for (auto& [who, wish] : listeners_) {
      if (wish.bookings && x.booked)
        send(wish.listener, to_booking(x));
      if (wish.transitions)
        send(wish.listener, turn);
    }
  }

  // -- health ---

  caf::result<health_event> ask_health() {
    auto promise = make_response_promise<health_event>();
    if (!store_) // the node has just begun to start
      return promise.deliver(health_event{health_state::degraded, "starting", {}, 0}), promise;
    request(store_, answer_limit, get_store_health{})
        .then([promise](const store_health& x) mutable { promise.deliver(to_event(x)); },
              [promise](caf::error& why) mutable { promise.deliver(std::move(why)); });
    return promise;
  }

  void look_at_health() {
    if (!store_)
      return;
    request(store_, answer_limit, get_store_health{})
        .then([this](const store_health& x) { tell(to_event(x)); }, [](const caf::error&) {});
  }

  /// Several changes at once may have led back to where it was.
  void tell(const health_event& x) {
    if (x.state == last_.state && x.since == last_.since)
      return;
    last_ = x;
    for (auto& [who, wish] : listeners_)
      if (wish.health)
        send(wish.listener, x);
  }

  std::shared_ptr<event_board> board_;
  log_ptr log_;
  caf::actor store_;
  std::map<caf::actor_addr, event_subscription> listeners_;
  health_event last_;
};

} // namespace

event_hub spawn_event_hub(caf::actor_system& system, log_ptr log) {
  auto board = std::make_shared<event_board>();
  board->listener = system.spawn<event_hub_actor>(board, std::move(log));
  return {caf::actor_cast<event_source>(board->listener), std::move(board)};
}

} // namespace quickbooking
