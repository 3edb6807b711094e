#pragma once

#include "actors/cluster/local_socket.hpp"
#include "actors/cluster/peer_question.hpp"
#include "net/peer/peer_network.hpp"

#include <caf/actor.hpp>
#include <caf/allowed_unsafe_message_type.hpp>
#include <caf/meta/type_name.hpp>
#include <caf/type_id.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace quickbooking {

/// What an envelope between nodes holds. Questions are answered under their ticket.
enum class peer_kind : std::uint16_t {
  hello = 1,    ///< the sender's name: from now on it can be spoken to
  leaving,      ///< the sender takes no more customers
  turn,         ///< an inbound message; answered with `turn_end`
  turn_end,     ///< what became of it
  read,         ///< a customer; answered with `session`
  clear,        ///< a customer; answered with `session`
  session,      ///< a session as it stands
  resend,       ///< a customer and a reply that may be due; answered with `yes_or_no`
  yes_or_no,    ///< a plain answer
  not_answered, ///< the question could not be answered: ask another
  copy,         ///< a session that Redis has not; this and what follows: answered with `yes_or_no`
  drop_copy,    ///< a customer: Redis has the session now
  end_copied_reply, ///< a customer and a reply that is not due any more
  copies_lost,      ///< the sender has lost the copies that it held
  returning,        ///< the sender takes customers again
  restore,          ///< a customer and a session that was kept; answered with `restore_end`
  restore_end,      ///< what became of it
  read_node,        ///< how are you?; answered with `node_report`
  drain_node,       ///< leave the ring, or join it again; answered with `node_report`
  node_report,      ///< how the node is
  guest_hello,      ///< the name of a sender that is no node: it asks, and is never asked
};

/// Says which envelopes a node understands, and how their content is written. To be changed with
/// either: nodes that differ here refuse each other's links.
inline constexpr const char* peer_message_table = "5";

/// The one message that passes between nodes: CAF 0.17 delivers what it cannot read as an empty
/// message, so there is one type that all versions can read, and its content is checked by us.
struct peer_envelope {
  peer_kind kind{};
  std::uint64_t ticket = 0;
  std::string body;
  std::string payload{}; ///< of a turn's answer: JSON that is only passed on
};

template <class Inspector>
typename Inspector::result_type inspect(Inspector& f, peer_envelope& x) {
  return f(caf::meta::type_name("peer_envelope"), x.kind, x.ticket, x.body, x.payload);
}

// -- within the node ---

/// To the gateway and to the membership: the node's links.
struct use_network {
  std::shared_ptr<peer_network> links;
};

/// There is a link to a peer: the receiver speaks through it, or through the socket.
struct peer_linked {
  std::string node;
  bool dialled = false;
  std::shared_ptr<peer_link> link;      ///< null if CAF's broker runs on another loop than it
  std::shared_ptr<local_socket> socket; ///< then; else null
};

/// That link is gone.
struct peer_unlinked {
  std::string node;
};

/// To the gateway: take no more customers, and tell the peers; answered with `true` when that was
/// said. To the membership: give up the lease, likewise.
struct leave_cluster {};

/// To the gateway: leave customers to other nodes, or take them again; answered with `false` if
/// there is no other one.
struct stand_aside {
  bool from_now_on = true;
};

/// To the membership: who is known? Answered with `member_names`.
struct list_members {};

/// By the registry, or by the configuration; this node may be among them.
struct member_names {
  std::vector<std::string> names;
};

/// To the membership: is each node that the registry names in the ring? Answered with `false` also
/// while the registry was not read yet.
struct are_members_linked {};

/// To the archive: there is no link to this node any more, so it may be dead.
struct peer_gone {
  std::string node;
};

/// To the archive and to the node desk: the gateway to other nodes.
struct use_gateway {
  caf::actor gateway;
};

/// To the node desk: who knows which nodes there should be.
struct use_membership {
  caf::actor membership;
};

/// To the sessions and to the archive: the board has another ring.
struct ring_changed {};

/// To the sessions of a node that was alone: one of those that it is linked to again has Redis.
struct others_have_store {};

} // namespace quickbooking

CAF_BEGIN_TYPE_ID_BLOCK(quickbooking_cluster, caf::first_custom_type_id + 1200)

CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::peer_kind))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::peer_envelope))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::use_network))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::peer_linked))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::peer_unlinked))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::leave_cluster))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::are_members_linked))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::ring_changed))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::peer_gone))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::use_gateway))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::ask_node))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::hold_copy))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::drop_copy))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::end_copied_reply))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::copies_lost))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::use_membership))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::stand_aside))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::list_members))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::member_names))
CAF_ADD_TYPE_ID(quickbooking_cluster, (quickbooking::others_have_store))

CAF_END_TYPE_ID_BLOCK(quickbooking_cluster)

CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::use_network)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::peer_linked)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::peer_unlinked)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::leave_cluster)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::are_members_linked)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::ring_changed)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::peer_gone)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::use_gateway)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::ask_node)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::hold_copy)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::drop_copy)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::end_copied_reply)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::copies_lost)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::use_membership)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::stand_aside)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::list_members)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::member_names)
CAF_ALLOW_UNSAFE_MESSAGE_TYPE(quickbooking::others_have_store)
