#include "actors/cluster/node_desk.hpp"

#include "actors/cluster/node_report.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/failure_log.hpp"
#include "messages/encoding/json_text.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// What this node's own parts take at most; another node has the gateway's time.
constexpr seconds own_limit{2};

class node_desk : public caf::event_based_actor {
public:
  node_desk(caf::actor_config& cfg, context_ptr context, caf::actor sessions, caf::actor store)
      : caf::event_based_actor(cfg),
        context_(std::move(context)),
        sessions_(std::move(sessions)),
        store_(std::move(store)) {}

  caf::behavior make_behavior() override {
    log_failures(*this, context_->log);
    return {
        [this](use_gateway& x) { gateway_ = std::move(x.gateway); },
        [this](use_membership& x) { membership_ = std::move(x.membership); },
        [this](read_node) {
          auto promise = make_response_promise();
          read(promise);
          return promise;
        },
        [this](const drain_node& x) {
          auto promise = make_response_promise();
          drain(x, promise);
          return promise;
        },
        [this](node_order& x) {
          auto promise = make_response_promise();
          take(x, promise);
          return promise;
        },
        [this](list_nodes) {
          auto promise = make_response_promise();
          list(promise);
          return promise;
        },
    };
  }

  void on_exit() override { sessions_ = store_ = gateway_ = membership_ = nullptr; }

  const char* name() const override { return "quickbooking.node_desk"; }

private:
  /// A question about all nodes, of which some have not answered.
  struct roll_call {
    std::vector<node_answer> answers;
    std::size_t missing = 0;
    caf::response_promise promise;
  };

  std::string own_name() const {
    return context_->cluster ? context_->cluster->current()->self() : std::string{};
  }

  // -- this node ---

  void read(caf::response_promise to) {
    auto failed = [to](caf::error& why) mutable { to.deliver(std::move(why)); };
    auto counted = [this, to, failed](const session_counts& sessions) {
      request(store_, own_limit, get_store_health{})
          .then([this, to, sessions](
                    const store_health& redis) mutable { to.deliver(report(sessions, redis)); },
                failed);
    };
    request(sessions_, own_limit, count_sessions{}).then(counted, failed);
  }

  node_report report(const session_counts& sessions, const store_health& redis) const {
    const auto up = duration_cast<seconds>(context_->now() - context_->started);
    return {own_name(), context_->version, is_draining(), up, sessions, redis};
  }

  bool is_draining() const { return context_->cluster && context_->cluster->is_draining(); }

  void drain(const drain_node& x, caf::response_promise to) {
    if (!gateway_)
      return read(to);
    request(gateway_, own_limit, stand_aside{!x.undo})
        .then([this, to](bool) { read(to); },
              [to](caf::error& why) mutable { to.deliver(std::move(why)); });
  }

  // -- any node ---

  void take(node_order& x, caf::response_promise to) {
    using kind = node_answer::kind;
    const auto* drains = std::get_if<drain_node>(&x.what);
    if (!context_->cluster && drains)
      return refuse(kind::no_cluster, to);
    answers_about(
        x.node, x.what,
        [this, to, drains = drains && !drains->undo, node = x.node](node_answer found) mutable {
          if (found.what == kind::no_answer)
            return tell_apart(node, std::move(found), to);
          if (drains && !found.report.is_draining)
            found.what = kind::last_node;
          to.deliver(std::move(found));
        });
  }

  void refuse(node_answer::kind why, caf::response_promise to) {
    node_answer out;
    out.what = why;
    to.deliver(std::move(out));
  }

  /// A node that does not answer, from one that nobody knows.
  void tell_apart(const std::string& node, node_answer found, caf::response_promise to) {
    with_names([node, found = std::move(found), to](const std::set<std::string>& names) mutable {
      if (!names.contains(node))
        found.what = node_answer::kind::unknown;
      to.deliver(std::move(found));
    });
  }

  template <class Then>
  void answers_about(const std::string& node, const operator_question& what, Then then) {
    auto in_ring = !context_->cluster || context_->cluster->current()->has(node);
    auto arrived = [then, in_ring](node_report& x) mutable {
      then(node_answer{node_answer::kind::found, std::move(x), in_ring});
    };
    auto failed = [then, node, in_ring](const caf::error&) mutable {
      node_answer out{node_answer::kind::no_answer, {}, in_ring};
      out.report.name = node;
      then(std::move(out));
    };
    if (node == own_name())
      return std::visit(
          [&](auto& x) {
            request(caf::actor_cast<caf::actor>(this), caf::infinite, x).then(arrived, failed);
          },
          what);
    if (!gateway_)
      return failed({});
    request(gateway_, caf::infinite, node_order{node, what}).then(arrived, failed);
  }

  /// Of all that the ring or the registry knows, in alphabetical order.
  template <class Then>
  void with_names(Then then) {
    std::set<std::string> names{own_name()};
    if (context_->cluster)
      for (auto& x : context_->cluster->current()->nodes())
        names.insert(x);
    if (!membership_)
      return then(names);
    request(membership_, own_limit, list_members{})
        .then(
            [names, then](const member_names& x) mutable {
              names.insert(x.names.begin(), x.names.end());
              then(names);
            },
            [names, then](const caf::error&) mutable { then(names); });
  }

  void list(caf::response_promise to) {
    with_names([this, to](const std::set<std::string>& names) {
      auto all = std::make_shared<roll_call>();
      all->missing = names.size();
      all->promise = to;
      for (auto& name : names)
        answers_about(name, read_node{}, [this, all](node_answer x) {
          all->answers.push_back(std::move(x));
          if (--all->missing == 0)
            tell(*all);
        });
    });
  }

  void tell(roll_call& all) {
    std::ranges::sort(
        all.answers, {}, [](auto& x) -> auto& { return x.report.name; });
    nlohmann::ordered_json body{{"nodes", nlohmann::json::array()}};
    for (auto& x : all.answers)
      body["nodes"].push_back(to_json(x));
    all.promise.deliver(directory_reply{true, to_text(body)});
  }

  context_ptr context_;
  caf::actor sessions_;
  caf::actor store_;
  caf::actor gateway_;
  caf::actor membership_;
};

} // namespace

caf::actor spawn_node_desk(caf::actor_system& system, context_ptr context, caf::actor sessions,
                           caf::actor store) {
  return system.spawn<node_desk>(std::move(context), std::move(sessions), std::move(store));
}

} // namespace quickbooking
