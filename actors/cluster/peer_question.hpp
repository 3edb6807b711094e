#pragma once

#include "actors/protocol.hpp"

#include <string>
#include <variant>

namespace quickbooking {

// -- copies: what only one node has of a session is kept by another one, too ---

/// Keep this in case that `from` dies; takes the place of an older copy. Answered with `true` once
/// it is kept, with `false` if there is no place.
struct hold_copy {
  std::string from; ///< set by who receives it: the peer at the other end of the link
  session_backup what;
};

/// Redis has it now; answered with `true`.
struct drop_copy {
  std::string from;
  customer_key customer;
};

/// A reply that is due in the copy reached WhatsApp, or never will; answered with `true`.
struct end_copied_reply {
  std::string from;
  customer_key customer;
  std::string out_id;
};

/// The copies that `from` held are gone; answered with `true`.
struct copies_lost {
  std::string from;
};

// -- questions and answers between nodes ---

/// What is asked of the node that has a customer.
using owner_question
    = std::variant<inbound_message, read_session, clear_session, resend_due, restore_session>;

/// What is asked of a certain node.
using node_question = std::variant<hold_copy, drop_copy, end_copied_reply, copies_lost>;

using peer_question = std::variant<owner_question, node_question, operator_question>;

/// What comes back.
using peer_answer = std::variant<turn_result, session_info, bool, restore_end, node_report>;

const customer_key& customer_of(const owner_question& x);

/// To the gateway: ask this node. Answered as it answers, or with an error if it does not.
struct ask_node {
  std::string node;
  node_question what;
};

} // namespace quickbooking
