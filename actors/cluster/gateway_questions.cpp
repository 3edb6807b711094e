// The gateway's part that asks other nodes and answers them.

#include "actors/cluster/gateway_actor.hpp"

#include <caf/all.hpp>

#include <utility>

namespace quickbooking {

namespace {

/// What the sessions answer a question with.
template <class Question>
struct answer_to {
  using type = session_info;
};

template <>
struct answer_to<inbound_message> {
  using type = turn_result;
};

template <>
struct answer_to<resend_due> {
  using type = bool;
};

template <>
struct answer_to<restore_session> {
  using type = restore_end;
};

caf::error no_answer(const std::string& node) {
  return caf::make_error(caf::sec::runtime_error, "no answer from node " + node);
}

/// Nobody's customer is concerned.
bool is_about_node(peer_kind x) { return x == peer_kind::read_node || x == peer_kind::drain_node; }

/// The rest is between nodes, and between them and their operators.
bool is_open_to_guests(const peer_question& x) {
  const auto* asked = std::get_if<owner_question>(&x);
  return asked
         && (std::holds_alternative<inbound_message>(*asked)
             || std::holds_alternative<read_session>(*asked)
             || std::holds_alternative<clear_session>(*asked));
}

} // namespace

// -- to others ---

void gateway_actor::pass_on(forward x) {
  auto view = board_->current();
  auto& owner = view->owner_of(customer_of(std::get<owner_question>(x.what)), x.passed_over);
  auto who = find(owner);
  if (!who)
    return answer_here(std::move(x));
  give_id(std::get<owner_question>(x.what));
  ask(owner, *who, std::move(x));
}

/// A message without an id may go to a second node if the first does not answer, which may have
/// taken it: then it shall be known as the same (P2).
void gateway_actor::give_id(owner_question& x) {
  auto message = std::get_if<inbound_message>(&x);
  if (message && message->message_id.empty())
    message->message_id = own_ids_ + std::to_string(++given_ids_);
}

/// A question to a certain node goes to no other.
void gateway_actor::pass_on_anew(forward x, const std::string& instead_of) {
  if (!std::holds_alternative<owner_question>(x.what))
    return x.promise.deliver(no_answer(instead_of));
  x.passed_over.push_back(instead_of);
  pass_on(std::move(x));
}

void gateway_actor::ask(const std::string& node, const caf::actor& who, forward x) {
  if (open_.is_full()) {
    figures_.refused.add();
    return x.promise.deliver(caf::make_error(caf::sec::runtime_error, "too many forwards"));
  }
  auto envelope = to_envelope(x.what);
  envelope.ticket = open_.open(node, std::move(x), std::chrono::steady_clock::now());
  if (!is_about_node(envelope.kind))
    figures_.sent.Increment();
  send(who, std::move(envelope));
}

void gateway_actor::ask_one(const std::string& node, peer_question what) {
  auto promise = make_response_promise();
  if (auto who = find(node))
    ask(node, *who, {std::move(what), std::move(promise), {}});
  else
    promise.deliver(no_answer(node));
}

/// Nobody waits for the answers.
void gateway_actor::ask_all(const node_question& x) {
  for (auto& [node, peer] : peers_)
    if (peer.is_node())
      ask(node, peer.who, {x, {}, {}});
}

void gateway_actor::answer_here(forward x) {
  std::visit([&](auto& y) { x.promise.delegate(sessions_, std::move(y)); },
             std::get<owner_question>(x.what));
}

/// One that comes late was passed on to another, whose answer counts.
void gateway_actor::answered(const peer_envelope& x, const std::string& node) {
  auto found = open_.close(x.ticket, node);
  if (!found)
    return;
  auto answer = read_answer(x);
  if (!answer) {
    if (x.kind != peer_kind::not_answered)
      figures_.unreadable.add();
    return pass_on_anew(std::move(*found), node);
  }
  std::visit([&](auto& y) { found->promise.deliver(std::move(y)); }, *answer);
}

void gateway_actor::tell_finished() {
  if (open_.size() > 0)
    return;
  for (auto& promise : finishing_)
    promise.deliver(true);
  finishing_.clear();
}

// -- of others ---

void gateway_actor::receive(peer_envelope& x) {
  auto from = caf::actor_cast<caf::actor>(current_sender());
  if (!from)
    return;
  if (x.kind == peer_kind::hello || x.kind == peer_kind::guest_hello)
    return can_speak_to(x.body, std::move(from), x.kind == peer_kind::guest_hello);
  auto node = name_of(from.address());
  if (node.empty())
    return; // the link is gone, and its questions were passed on
  if (x.kind == peer_kind::leaving || x.kind == peer_kind::returning) {
    peers_.at(node).is_leaving = x.kind == peer_kind::leaving;
    return redraw();
  }
  if (is_answer(x.kind))
    answered(x, node);
  else
    answer_peer(x, node, from);
}

void gateway_actor::answer_peer(const peer_envelope& x, const std::string& node,
                                const caf::actor& who) {
  if (!is_about_node(x.kind))
    figures_.taken.Increment();
  auto reply = [this, who, ticket = x.ticket](peer_envelope answer) {
    answer.ticket = ticket;
    send(who, std::move(answer));
  };
  auto question = read_question(x);
  if (!question) {
    figures_.unreadable.add();
    return reply({peer_kind::not_answered, 0, {}});
  }
  const auto of_guest = peers_.at(node).is_guest;
  if (of_guest && !is_open_to_guests(*question))
    return reply({peer_kind::not_answered, 0, {}});
  // A guest may know too few nodes: its question goes on to the node that has the customer.
  if (auto asked = std::get_if<owner_question>(&*question))
    answer(*asked, of_guest ? caf::actor_cast<caf::actor>(this) : sessions_, reply);
  else if (auto told = std::get_if<operator_question>(&*question))
    answer(*told, reply);
  else
    answer(std::get<node_question>(*question), node, reply);
}

void gateway_actor::answer(owner_question& x, const caf::actor& whom, const reply_to_peer& reply) {
  auto ask = [&]<class Question>(Question& what) {
    using answer = typename answer_to<Question>::type;
    request(whom, caf::infinite, std::move(what))
        .then([reply](answer& found) { reply(to_envelope(peer_answer{std::move(found)})); },
              [reply](const caf::error&) {
                reply({peer_kind::not_answered, 0, {}});
              });
  };
  std::visit(ask, x);
}

void gateway_actor::answer(node_question& x, const std::string& from, const reply_to_peer& reply) {
  auto ask = [&](auto& what) {
    what.from = from;
    request(archive_, caf::infinite, std::move(what))
        .then([reply](bool done) { reply(to_envelope(peer_answer{done})); },
              [reply](const caf::error&) {
                reply({peer_kind::not_answered, 0, {}});
              });
  };
  std::visit(ask, x);
}

void gateway_actor::answer(operator_question& x, const reply_to_peer& reply) {
  auto ask = [&](auto& what) {
    request(node_desk_, caf::infinite, what)
        .then([reply](node_report& found) { reply(to_envelope(peer_answer{std::move(found)})); },
              [reply](const caf::error&) {
                reply({peer_kind::not_answered, 0, {}});
              });
  };
  std::visit(ask, x);
}

} // namespace quickbooking
