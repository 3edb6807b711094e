#pragma once

#include "actors/cluster/cluster_board.hpp"
#include "actors/metrics.hpp"
#include "net/log.hpp"
#include "net/peer/peer_network.hpp"

#include <caf/actor.hpp>
#include <caf/fwd.hpp>

#include <chrono>
#include <memory>

namespace quickbooking {

struct gateway_limits {
  std::size_t forwards = 10'000; ///< under way to peers; beyond, `overloaded`

  /// What a peer does not answer in that time goes to the next in the customer's ranking, under the
  /// same message id: it takes effect once, for Redis' fence lets one of the two write.
  std::chrono::milliseconds answer{2000};

  /// From a link on, until the peer can be spoken to.
  std::chrono::milliseconds hello{3000};
};

/// What this program is to the cluster.
enum class gateway_role {
  node, ///< one of those that take customers
  guest ///< asks the nodes and is never asked: no node puts it into its ring
};

/// Spawns the actor that speaks with the other nodes. It
/// - offers itself on the links that `network` makes (see `peer_linked`), and puts on the board the
///   ring of those that can be spoken to and of this node;
/// - takes an `inbound_message`, `read_session`, `clear_session`, `restore_session` or `resend_due`
///   to the node that has the customer, and answers like a router. Who is lost or does not answer
///   is passed over for the next in the customer's ranking, at last for this node;
/// - takes an `ask_node` or a `node_order` to the node that it names, `copies_lost` to all, and
///   tells `archive` who is gone (see `spawn_archive`);
/// - leaves this node out of the ring, or takes it in again, for a `stand_aside`;
/// - answers `finish_turns` once nothing is under way to peers;
/// - answers peers' questions with the help of `sessions`, `archive` and `node_desk`, whoever it
///   thinks has the customer: a message passes between nodes once;
/// - answers guests' questions about customers, and goes on to the node that has the customer, for
///   a guest may know too few nodes. What else guests ask is not answered.
/// As a guest it says so in place of `hello`, is in no ring, its own included, and asks `sessions`
/// only where no node is left.
/// A message without an id gets one before it goes to another node, for it may go to a second one.
/// What is under way when it ends is answered with an error. It begins with `use_network`, and
/// drops all links that there are then: they lead to the one before it. `figures` must outlive it.
caf::actor spawn_gateway(caf::actor_system& system, std::shared_ptr<cluster_board> board,
                         caf::actor sessions, caf::actor archive, caf::actor node_desk,
                         metrics& figures, log_ptr log, gateway_limits limits = {},
                         gateway_role role = gateway_role::node);

/// The links that the gateway speaks over; it is told of each. See `peer_network::listen`.
result<std::shared_ptr<peer_network>> link_peers(boost::asio::io_context& loop,
                                                 peer_options options, const caf::actor& gateway);

} // namespace quickbooking
