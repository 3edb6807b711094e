#include "actors/cluster/gateway.hpp"

#include "actors/cluster/basp_loop.hpp"
#include "actors/cluster/gateway_actor.hpp"
#include "actors/failure_log.hpp"
#include "net/peer/local_bridge.hpp"

#include <caf/all.hpp>

#include <fmt/format.h>

#include <random>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::chrono::milliseconds tick_interval{100};

prometheus::Counter& forwards(metrics& all, std::string what) {
  return all.counter("quickbooking_forwards_total",
                     "Questions to (sent) and of (taken) other nodes about customers; late, lost: "
                     "gone to another node than at first",
                     {{"what", std::move(what)}});
}

std::string own_prefix() {
  std::random_device random;
  return fmt::format("forwarded_{:08x}{:08x}_", random(), random());
}

/// The link itself, if CAF's broker lives on its loop, too.
void hand_over(const std::shared_ptr<peer_link>& link, boost::asio::io_context& loop,
               const caf::actor& gateway) {
  peer_linked x{link->node(), link->is_dialled(), {}, {}};
  auto* shared = basp_loop::of(gateway.home_system());
  if (shared && &shared->context() == &loop) {
    x.link = link;
  } else {
    auto socket = bridge_to_socket(loop, link);
    if (!socket)
      return link->end(socket.error());
    x.socket = std::make_shared<local_socket>(*socket);
  }
  caf::anon_send(gateway, std::move(x));
}

} // namespace

gateway_figures::gateway_figures(metrics& all, const log_ptr& log)
    : nodes(all.gauge("quickbooking_cluster_nodes", "Nodes in the ring, this one included")),
      open(all.gauge("quickbooking_forwards_open", "Questions under way to other nodes")),
      sent(forwards(all, "sent")),
      late(forwards(all, "late")),
      lost(forwards(all, "lost")),
      taken(forwards(all, "taken")),
      unreadable(all.counter("quickbooking_peer_envelopes_unreadable_total",
                             "What other nodes sent and nobody can read"),
                 "peer_envelopes_unreadable", log),
      refused(all.counter("quickbooking_forwards_refused_total",
                          "Questions not forwarded because too many were under way"),
              "forwards_refused", log) {}

gateway_actor::gateway_actor(caf::actor_config& cfg, std::shared_ptr<cluster_board> board,
                             caf::actor sessions, caf::actor archive, caf::actor node_desk,
                             metrics& figures, log_ptr log, gateway_limits limits,
                             gateway_role role)
    : caf::event_based_actor(cfg),
      board_(std::move(board)),
      sessions_(std::move(sessions)),
      archive_(std::move(archive)),
      node_desk_(std::move(node_desk)),
      limits_(limits),
      role_(role),
      log_(std::move(log)),
      figures_(figures, log_),
      open_(limits.forwards, limits.answer),
      own_ids_(own_prefix()) {}

caf::behavior gateway_actor::make_behavior() {
  log_failures(*this, log_);
  redraw();
  tick();
  auto question = [this](auto& x) {
    auto promise = make_response_promise();
    pass_on({owner_question{std::move(x)}, std::move(promise), {}});
  };
  return {
      [=](inbound_message& x) { question(x); },
      [this](peer_envelope& x) { receive(x); },
      [=](read_session& x) { question(x); },
      [=](clear_session& x) { question(x); },
      [=](resend_due& x) { question(x); },
      [=](restore_session& x) { question(x); },
      [this](ask_node& x) { ask_one(x.node, std::move(x.what)); },
      [this](node_order& x) { ask_one(x.node, std::move(x.what)); },
      [this](struct stand_aside x) { return stand_aside(x.from_now_on); },
      [this](const copies_lost& x) { ask_all(x); },
      [this](peer_linked& x) { linked(x); },
      [this](peer_unlinked& x) { unlinked(x.node); },
      [this](use_network& x) {
        links_ = std::move(x.links);
        links_->drop_all();
      },
      [this](leave_cluster) {
        leave();
        return true;
      },
      [this](finish_turns) {
        finishing_.push_back(make_response_promise());
        tell_finished();
      },
      [this](tick_now) { tick(); },
  };
}

void gateway_actor::on_exit() {
  for (auto& x : open_.close_all())
    x.promise.deliver(caf::make_error(caf::sec::request_receiver_down));
  peers_.clear();
  links_.reset();
  sessions_ = nullptr;
  archive_ = nullptr;
  node_desk_ = nullptr;
}

void gateway_actor::tick() {
  const auto now = std::chrono::steady_clock::now();
  for (auto& [node, x] : open_.close_expired(now)) {
    figures_.late.Increment();
    pass_on_anew(std::move(x), node);
  }
  drop_silent_peers(now);
  figures_.open.Set(static_cast<double>(open_.size()));
  tell_finished();
  delayed_send(this, tick_interval, tick_now{});
}

result<std::shared_ptr<peer_network>> link_peers(boost::asio::io_context& loop,
                                                 peer_options options, const caf::actor& gateway) {
  options.messages = peer_message_table;
  return peer_network::listen(
      loop, std::move(options),
      [gateway, &loop](const std::shared_ptr<peer_link>& link) { hand_over(link, loop, gateway); },
      [gateway](std::string node) { caf::anon_send(gateway, peer_unlinked{std::move(node)}); });
}

caf::actor spawn_gateway(caf::actor_system& system, std::shared_ptr<cluster_board> board,
                         caf::actor sessions, caf::actor archive, caf::actor node_desk,
                         metrics& figures, log_ptr log, gateway_limits limits, gateway_role role) {
  return system.spawn<gateway_actor>(std::move(board), std::move(sessions), std::move(archive),
                                     std::move(node_desk), std::ref(figures), std::move(log),
                                     limits, role);
}

} // namespace quickbooking
