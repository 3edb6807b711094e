// The gateway's part that knows who is there.

#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/gateway_actor.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>
#include <utility>

namespace quickbooking {

using std::chrono::steady_clock;

void gateway_actor::linked(const peer_linked& x) {
  peers_[x.node] = {nullptr, steady_clock::now()};
  if (!x.dialled)
    return admit_peer(system(), x, caf::actor_cast<caf::actor>(this));
  auto joined = [this, node = x.node](const caf::actor& who) {
    auto found = peers_.find(node);
    if (!who || found == peers_.end())
      return;
    const auto kind = is_guest() ? peer_kind::guest_hello : peer_kind::hello;
    send(who, peer_envelope{kind, 0, board_->current()->self()});
    can_speak_to(node, who);
  };
  join_peer(*this, x, joined);
}

void gateway_actor::can_speak_to(const std::string& node, caf::actor who, bool is_guest) {
  auto found = peers_.find(node);
  if (found == peers_.end())
    return;
  if (is_guest)
    log_->info("event=guest peer={}", node);
  found->second.who = std::move(who);
  found->second.is_guest = is_guest;
  if (role_ == gateway_role::node && !takes_customers())
    send(found->second.who, peer_envelope{peer_kind::leaving, 0, {}});
  redraw();
}

void gateway_actor::unlinked(const std::string& node) {
  auto gone = peers_.extract(node);
  if (!gone || gone.mapped().is_guest)
    return;
  send(archive_, peer_gone{node});
  redraw();
  for (auto& x : open_.close_all(node)) {
    figures_.lost.Increment();
    pass_on_anew(std::move(x), node);
  }
}

void gateway_actor::drop_silent_peers(steady_time now) {
  for (auto& [node, x] : peers_)
    if (!x.who && now - x.linked_at >= limits_.hello && links_)
      links_->drop(node);
}

void gateway_actor::leave() {
  is_leaving_ = true;
  tell_peers(peer_kind::leaving);
  redraw();
}

bool gateway_actor::stand_aside(bool from_now_on) {
  const auto others
      = std::ranges::any_of(peers_, [](auto& x) { return x.second.takes_customers(); });
  if (from_now_on && !others)
    return false;
  log_->info("event=draining from_now_on={}", from_now_on);
  board_->set_draining(from_now_on);
  tell_peers(takes_customers() ? peer_kind::returning : peer_kind::leaving);
  redraw();
  return true;
}

void gateway_actor::tell_peers(peer_kind what) {
  for (auto& [node, x] : peers_)
    if (x.who)
      send(x.who, peer_envelope{what, 0, {}});
}

/// The ring of those that take customers now.
void gateway_actor::redraw() {
  auto& self = board_->current()->self();
  std::vector<std::string> nodes;
  if (takes_customers())
    nodes.push_back(self);
  for (auto& [node, x] : peers_)
    if (x.takes_customers())
      nodes.push_back(node);
  auto next = std::make_shared<const ring>(self, std::move(nodes));
  figures_.nodes.Set(static_cast<double>(next->nodes().size()));
  if (next->nodes() == board_->current()->nodes())
    return;
  log_->info("event=ring nodes={}", fmt::join(next->nodes(), ","));
  const auto was_alone = board_->current()->nodes().size() <= 1;
  board_->put(std::move(next));
  send(sessions_, ring_changed{});
  send(archive_, ring_changed{});
  if (was_alone && !is_guest())
    ask_for_store();
}

/// While this node was alone the others may have gone on with its customers in Redis.
void gateway_actor::ask_for_store() {
  const auto self = caf::actor_cast<caf::actor>(this);
  for (auto& [node, x] : peers_)
    if (x.is_node())
      request(self, limits_.answer, node_order{node, read_node{}})
          .then(
              [this](const node_report& found) {
                if (found.redis.state == "ok")
                  send(sessions_, others_have_store{});
              },
              [](const caf::error&) {});
}

/// Null if the node cannot be spoken to, or is none.
const caf::actor* gateway_actor::find(const std::string& node) const {
  auto found = peers_.find(node);
  return found == peers_.end() || !found->second.is_node() ? nullptr : &found->second.who;
}

std::string gateway_actor::name_of(const caf::actor_addr& x) const {
  auto found = std::ranges::find(peers_, x, [](auto& e) { return e.second.who.address(); });
  return found == peers_.end() ? std::string{} : found->first;
}

} // namespace quickbooking
