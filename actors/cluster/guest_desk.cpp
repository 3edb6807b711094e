#include "actors/cluster/guest_desk.hpp"

#include "actors/cluster/peer_messages.hpp"
#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

#include <chrono>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::chrono::seconds dial_interval{1};

session_info unavailable() {
  session_info out;
  out.available = false;
  return out;
}

class guest_desk : public caf::event_based_actor {
public:
  guest_desk(caf::actor_config& cfg, std::vector<registered_node> nodes, log_ptr log)
      : caf::event_based_actor(cfg),
        nodes_(std::move(nodes)),
        log_(std::move(log)) {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](use_network& x) {
          links_ = std::move(x.links);
          dial_all();
        },
        [this](tick_now) { dial_all(); },
        [](const inbound_message&) { return overloaded_turn(); },
        [](const read_session&) { return unavailable(); },
        [](const clear_session&) { return unavailable(); },
        [](ring_changed) {},
        [](const peer_gone&) {},
    };
  }

  void on_exit() override { links_.reset(); }

  const char* name() const override { return "quickbooking.guest_desk"; }

private:
  void dial_all() {
    for (auto& x : nodes_)
      links_->dial(x.name, x.host, x.port);
    delayed_send(this, dial_interval, tick_now{});
  }

  std::vector<registered_node> nodes_;
  log_ptr log_;
  std::shared_ptr<peer_network> links_;
};

} // namespace

caf::actor spawn_guest_desk(caf::actor_system& system, std::vector<registered_node> nodes,
                            log_ptr log) {
  return system.spawn<guest_desk>(std::move(nodes), std::move(log));
}

} // namespace quickbooking
