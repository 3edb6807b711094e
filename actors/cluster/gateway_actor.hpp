#pragma once

#include "actors/cluster/gateway.hpp"
#include "actors/cluster/peer_codec.hpp"
#include "actors/cores/forward_book.hpp"
#include "actors/refusals.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/response_promise.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace quickbooking {

/// What is counted of the gateway.
struct gateway_figures {
  gateway_figures(metrics& all, const log_ptr& log);

  prometheus::Gauge& nodes;
  prometheus::Gauge& open;
  prometheus::Counter& sent;
  prometheus::Counter& late;
  prometheus::Counter& lost;
  prometheus::Counter& taken;
  refusals unreadable;
  refusals refused;
};

/// Behind `spawn_gateway`. Its parts are in files of their own: links and the ring, questions.
class gateway_actor : public caf::event_based_actor {
public:
  gateway_actor(caf::actor_config& cfg, std::shared_ptr<cluster_board> board, caf::actor sessions,
                caf::actor archive, caf::actor node_desk, metrics& figures, log_ptr log,
                gateway_limits limits, gateway_role role);

  caf::behavior make_behavior() override;

  void on_exit() override;

  const char* name() const override { return "quickbooking.gateway"; }

private:
  struct peer {
    caf::actor who; ///< null until it can be spoken to
    steady_time linked_at;
    bool is_leaving = false;
    bool is_guest = false;

    bool is_node() const { return who && !is_guest; }
    bool takes_customers() const { return is_node() && !is_leaving; }
  };

  /// A question under way, and the peers that did not answer it.
  struct forward {
    peer_question what;
    caf::response_promise promise;
    std::vector<std::string> passed_over;
  };

  void tick();

  // -- links and the ring ---
  void linked(const peer_linked& x);
  void unlinked(const std::string& node);
  void can_speak_to(const std::string& node, caf::actor who, bool is_guest = false);
  void drop_silent_peers(steady_time now);
  void leave();
  bool stand_aside(bool from_now_on);
  void tell_peers(peer_kind what);
  bool is_guest() const { return role_ == gateway_role::guest; }
  bool takes_customers() const { return !is_guest() && !is_leaving_ && !board_->is_draining(); }
  void redraw();
  void ask_for_store();
  const caf::actor* find(const std::string& node) const;
  std::string name_of(const caf::actor_addr& x) const;

  // -- questions to others ---
  void pass_on(forward x);
  void give_id(owner_question& x);
  void pass_on_anew(forward x, const std::string& instead_of);
  void ask(const std::string& node, const caf::actor& who, forward x);
  void ask_one(const std::string& node, peer_question what);
  void ask_all(const node_question& x);
  void answer_here(forward x);
  void answered(const peer_envelope& x, const std::string& node);
  void tell_finished();

  // -- questions of others ---
  using reply_to_peer = std::function<void(peer_envelope)>;
  void receive(peer_envelope& x);
  void answer_peer(const peer_envelope& x, const std::string& node, const caf::actor& who);
  void answer(owner_question& x, const caf::actor& whom, const reply_to_peer& reply);
  void answer(node_question& x, const std::string& from, const reply_to_peer& reply);
  void answer(operator_question& x, const reply_to_peer& reply);

  std::shared_ptr<cluster_board> board_;
  caf::actor sessions_;
  caf::actor archive_;
  caf::actor node_desk_;
  gateway_limits limits_;
  gateway_role role_;
  log_ptr log_;
  gateway_figures figures_;
  std::shared_ptr<peer_network> links_;
  std::map<std::string, peer> peers_; ///< that are linked
  forward_book<forward> open_;
  std::string own_ids_; ///< what the ids begin with that this gateway gives; no other one's do
  std::uint64_t given_ids_ = 0;
  bool is_leaving_ = false;
  std::vector<caf::response_promise> finishing_;
};

} // namespace quickbooking
