#include "actors/cluster/gateway.hpp"

#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/peer_codec.hpp"
#include "actors/cores/forward_book.hpp"
#include "actors/failure_log.hpp"
#include "actors/refusals.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

constexpr milliseconds tick_interval{100};

/// A question under way, and the peers that did not answer it.
struct forward {
  peer_question what;
  caf::response_promise promise;
  std::vector<std::string> passed_over;
};

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

struct gateway_figures {
  explicit gateway_figures(metrics& all)
      : nodes(all.gauge("quickbooking_cluster_nodes", "Nodes in the ring, this one included")),
        open(all.gauge("quickbooking_forwards_open", "Questions under way to other nodes")),
        sent(forwards(all, "sent")),
        late(forwards(all, "late")),
        lost(forwards(all, "lost")),
        taken(forwards(all, "taken")),
        unreadable(all.counter("quickbooking_peer_envelopes_unreadable_total",
                               "What other nodes sent and nobody can read"),
                   "peer_envelopes_unreadable"),
        refused(all.counter("quickbooking_forwards_refused_total",
                            "Questions not forwarded because too many were under way"),
                "forwards_refused") {}

  static prometheus::Counter& forwards(metrics& all, std::string what) {
    return all.counter(
        "quickbooking_forwards_total",
        "Questions to (sent) and of (taken) other nodes; late, lost: gone to another "
        "node than at first",
        {{"what", std::move(what)}});
  }

  prometheus::Gauge& nodes;
  prometheus::Gauge& open;
  prometheus::Counter& sent;
  prometheus::Counter& late;
  prometheus::Counter& lost;
  prometheus::Counter& taken;
  refusals unreadable;
  refusals refused;
};

class gateway : public caf::event_based_actor {
public:
  gateway(caf::actor_config& cfg, std::shared_ptr<cluster_board> board, caf::actor sessions,
          metrics& figures, gateway_limits limits)
      : caf::event_based_actor(cfg),
        board_(std::move(board)),
        sessions_(std::move(sessions)),
        limits_(limits),
        figures_(figures),
        open_(limits.forwards, limits.answer) {}

  caf::behavior make_behavior() override;

  void on_exit() override {
    peers_.clear();
    links_.reset();
    sessions_ = nullptr;
  }

  const char* name() const override { return "quickbooking.gateway"; }

private:
  struct peer {
    caf::actor who; ///< null until it can be spoken to
    steady_time linked_at;
    bool is_leaving = false;
  };

  void linked(const peer_linked& x);
  void unlinked(const std::string& node);
  void can_speak_to(const std::string& node, caf::actor who);
  void redraw();
  void pass_on(forward x);
  void pass_on_anew(forward x, const std::string& instead_of);
  void answer_here(forward x);
  void receive(peer_envelope& x);
  void answer_peer(const peer_envelope& x, caf::actor peer);
  void answered(const peer_envelope& x, const std::string& node);
  void tick();
  void tell_finished();
  std::string name_of(const caf::actor_addr& x) const;

  std::shared_ptr<cluster_board> board_;
  caf::actor sessions_;
  gateway_limits limits_;
  gateway_figures figures_;
  std::shared_ptr<peer_network> links_;
  std::map<std::string, peer> peers_; ///< that are linked
  forward_book<forward> open_;
  bool is_leaving_ = false;
  std::vector<caf::response_promise> finishing_;
};

caf::behavior gateway::make_behavior() {
  log_failures(*this);
  redraw();
  tick();
  auto question = [this](auto& x) {
    auto promise = make_response_promise();
    pass_on({std::move(x), std::move(promise), {}});
  };
  return {
      [=](inbound_message& x) { question(x); },
      [this](peer_envelope& x) { receive(x); },
      [=](read_session& x) { question(x); },
      [=](clear_session& x) { question(x); },
      [=](resend_due& x) { question(x); },
      [this](peer_linked& x) { linked(x); },
      [this](peer_unlinked& x) { unlinked(x.node); },
      [this](use_network& x) {
        links_ = std::move(x.links);
        links_->drop_all();
      },
      [this](leave_cluster) {
        is_leaving_ = true;
        for (auto& [node, x] : peers_)
          if (x.who)
            send(x.who, peer_envelope{peer_kind::leaving, 0, {}});
        redraw();
        return true;
      },
      [this](finish_turns) {
        finishing_.push_back(make_response_promise());
        tell_finished();
      },
      [this](tick_now) { tick(); },
  };
}

// -- who is there ---

void gateway::linked(const peer_linked& x) {
  peers_[x.node] = {nullptr, steady_clock::now()};
  if (!x.dialled)
    return admit_peer(system(), x.socket, caf::actor_cast<caf::actor>(this));
  auto joined = [this, node = x.node](const caf::actor& who) {
    auto found = peers_.find(node);
    if (!who || found == peers_.end())
      return;
    send(who, peer_envelope{peer_kind::hello, 0, board_->current()->self()});
    can_speak_to(node, who);
  };
  join_peer(*this, x.socket, joined);
}

void gateway::can_speak_to(const std::string& node, caf::actor who) {
  auto found = peers_.find(node);
  if (found == peers_.end())
    return;
  found->second.who = std::move(who);
  if (is_leaving_)
    send(found->second.who, peer_envelope{peer_kind::leaving, 0, {}});
  redraw();
}

void gateway::unlinked(const std::string& node) {
  if (peers_.erase(node) == 0)
    return;
  redraw();
  for (auto& x : open_.close_all(node)) {
    figures_.lost.Increment();
    pass_on_anew(std::move(x), node);
  }
}

/// The ring of those that take customers now.
void gateway::redraw() {
  auto& self = board_->current()->self();
  std::vector<std::string> nodes;
  if (!is_leaving_)
    nodes.push_back(self);
  for (auto& [node, x] : peers_)
    if (x.who && !x.is_leaving)
      nodes.push_back(node);
  auto next = std::make_shared<const ring>(self, std::move(nodes));
  figures_.nodes.Set(static_cast<double>(next->nodes().size()));
  if (next->nodes() == board_->current()->nodes())
    return;
  spdlog::info("event=ring nodes={}", fmt::join(next->nodes(), ","));
  board_->put(std::move(next));
  send(sessions_, ring_changed{});
}

// -- questions to others ---

void gateway::pass_on(forward x) {
  auto view = board_->current();
  auto& owner = view->owner_of(customer_of(x.what), x.passed_over);
  auto found = peers_.find(owner);
  if (found == peers_.end() || !found->second.who)
    return answer_here(std::move(x));
  if (open_.is_full()) {
    figures_.refused.add();
    return x.promise.deliver(caf::make_error(caf::sec::runtime_error, "too many forwards"));
  }
  auto envelope = to_envelope(x.what);
  envelope.ticket = open_.open(owner, std::move(x), steady_clock::now());
  figures_.sent.Increment();
  send(found->second.who, std::move(envelope));
}

void gateway::pass_on_anew(forward x, const std::string& instead_of) {
  x.passed_over.push_back(instead_of);
  pass_on(std::move(x));
}

void gateway::answer_here(forward x) {
  std::visit([&](auto& y) { x.promise.delegate(sessions_, std::move(y)); }, x.what);
}

void gateway::tick() {
  auto now = steady_clock::now();
  for (auto& [node, x] : open_.close_expired(now)) {
    figures_.late.Increment();
    pass_on_anew(std::move(x), node);
  }
  for (auto& [node, x] : peers_)
    if (!x.who && now - x.linked_at >= limits_.hello && links_)
      links_->drop(node);
  figures_.open.Set(static_cast<double>(open_.size()));
  tell_finished();
  delayed_send(this, tick_interval, tick_now{});
}

void gateway::tell_finished() {
  if (open_.size() > 0)
    return;
  for (auto& promise : finishing_)
    promise.deliver(true);
  finishing_.clear();
}

// -- what others send ---

std::string gateway::name_of(const caf::actor_addr& x) const {
  auto found = std::ranges::find(peers_, x, [](auto& e) { return e.second.who.address(); });
  return found == peers_.end() ? std::string{} : found->first;
}

void gateway::receive(peer_envelope& x) {
  auto from = caf::actor_cast<caf::actor>(current_sender());
  if (!from)
    return;
  if (x.kind == peer_kind::hello)
    return can_speak_to(x.body, std::move(from));
  auto node = name_of(from.address());
  if (node.empty())
    return; // the link is gone, and its questions were passed on
  if (x.kind == peer_kind::leaving) {
    peers_.at(node).is_leaving = true;
    return redraw();
  }
  using enum peer_kind;
  auto is_answer
      = x.kind == turn_end || x.kind == session || x.kind == resend_end || x.kind == not_answered;
  if (is_answer)
    answered(x, node);
  else
    answer_peer(x, std::move(from));
}

void gateway::answer_peer(const peer_envelope& x, caf::actor peer) {
  figures_.taken.Increment();
  auto reply = [this, peer, ticket = x.ticket](peer_envelope answer) {
    answer.ticket = ticket;
    send(peer, std::move(answer));
  };
  auto failed = [reply](const caf::error&) { reply({peer_kind::not_answered, 0, {}}); };
  auto question = read_question(x);
  if (!question) {
    figures_.unreadable.add();
    return failed({});
  }
  auto ask = [&]<class Question>(Question& what) {
    using answer = typename answer_to<Question>::type;
    request(sessions_, caf::infinite, std::move(what))
        .then([reply](answer& found) { reply(to_envelope(peer_answer{std::move(found)})); },
              failed);
  };
  std::visit(ask, *question);
}

/// One that comes late was passed on to another, whose answer counts.
void gateway::answered(const peer_envelope& x, const std::string& node) {
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

} // namespace

result<std::shared_ptr<peer_network>> link_peers(boost::asio::io_context& loop,
                                                 peer_options options, const caf::actor& gateway) {
  options.messages = peer_message_table;
  return peer_network::listen(
      loop, std::move(options),
      [gateway](std::string node, int socket, bool dialled) {
        caf::anon_send(gateway, peer_linked{std::move(node), socket, dialled});
      },
      [gateway](std::string node) { caf::anon_send(gateway, peer_unlinked{std::move(node)}); });
}

caf::actor spawn_gateway(caf::actor_system& system, std::shared_ptr<cluster_board> board,
                         caf::actor sessions, metrics& figures, gateway_limits limits) {
  return system.spawn<gateway>(std::move(board), std::move(sessions), std::ref(figures), limits);
}

} // namespace quickbooking
