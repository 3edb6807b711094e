#include "actors/cluster/membership.hpp"

#include "actors/cluster/peer_messages.hpp"
#include "actors/failure_log.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

class membership : public caf::event_based_actor {
public:
  membership(caf::actor_config& cfg, caf::actor store, std::shared_ptr<const cluster_board> board,
             membership_options options, log_ptr log)
      : caf::event_based_actor(cfg),
        store_(std::move(store)),
        board_(std::move(board)),
        options_(std::move(options)),
        log_(std::move(log)) {}

  caf::behavior make_behavior() override {
    log_failures(*this, log_);
    return {
        [this](use_network& x) {
          links_ = std::move(x.links);
          if (options_.self.port == 0)
            options_.self.port = links_->port();
          tick();
        },
        [this](tick_now) { tick(); },
        [this](are_members_linked) { return is_known_ && are_all_in_ring(); },
        [this](list_members) { return names(); },
        [this](leave_cluster) { return leave(); },
    };
  }

  void on_exit() override {
    store_ = nullptr;
    links_.reset();
  }

  const char* name() const override { return "quickbooking.membership"; }

private:
  void tick() {
    if (is_leaving_)
      return;
    auto command = register_command(options_.cluster, options_.self, options_.lease);
    request(store_, options_.interval, command_order{std::move(command)})
        .then(
            [this](const command_reply& x) {
              if (x.available && !x.value.is_error())
                found_ = read_registry(x.value);
              is_known_ = is_known_ || x.available;
              dial_all();
            },
            [this](const caf::error&) { dial_all(); });
    delayed_send(this, options_.interval, tick_now{});
  }

  void dial_all() {
    for (auto* nodes : {&found_, &options_.known})
      for (auto& x : *nodes)
        if (links_ && options_.self.name < x.name)
          links_->dial(x.name, x.host, x.port);
  }

  member_names names() const {
    member_names out;
    for (auto* nodes : {&found_, &options_.known})
      for (auto& x : *nodes)
        out.names.push_back(x.name);
    return out;
  }

  bool are_all_in_ring() const {
    const auto nodes = board_->current()->nodes();
    return std::ranges::all_of(found_, [&](const registered_node& x) {
      return std::ranges::binary_search(nodes, x.name);
    });
  }

  caf::response_promise leave() {
    is_leaving_ = true;
    auto promise = make_response_promise();
    auto command = unregister_command(options_.cluster, options_.self.name);
    request(store_, options_.interval, command_order{std::move(command)})
        .then([promise](const command_reply&) mutable { promise.deliver(true); },
              [promise](const caf::error&) mutable { promise.deliver(true); });
    return promise;
  }

  caf::actor store_;
  std::shared_ptr<const cluster_board> board_;
  membership_options options_;
  log_ptr log_;
  std::shared_ptr<peer_network> links_;
  std::vector<registered_node> found_; ///< by the last answer
  bool is_known_ = false;              ///< the registry was read
  bool is_leaving_ = false;
};

} // namespace

caf::actor spawn_membership(caf::actor_system& system, caf::actor store,
                            std::shared_ptr<const cluster_board> board, membership_options options,
                            log_ptr log) {
  return system.spawn<membership>(std::move(store), std::move(board), std::move(options),
                                  std::move(log));
}

} // namespace quickbooking
