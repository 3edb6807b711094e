#pragma once

#include "actors/cores/breaker.hpp"
#include "actors/gauge_share.hpp"
#include "actors/protocol.hpp"
#include "actors/refusals.hpp"
#include "actors/store/dirty_sessions.hpp"
#include "actors/store/store_figures.hpp"
#include "actors/store/store_supervisor.hpp"
#include "net/redis/cluster_connection.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/response_promise.hpp>
#include <caf/send.hpp>

#include <memory>
#include <optional>
#include <random>
#include <unordered_map>
#include <unordered_set>

namespace quickbooking {

/// What a store supervisor knows that serves one shard of a Redis Cluster.
struct shard_role {
  caf::actor cluster; ///< is told of changes and doubts
  slot_set_ptr slots;
};

/// Behind `spawn_store_supervisor`: the actor that owns the Redis connection. Its parts are in
/// files of their own: the orders of others, the connection with its breaker.
class store_supervisor : public caf::event_based_actor {
public:
  store_supervisor(caf::actor_config& cfg, boost::asio::io_context& loop, store_options options,
                   std::function<instant()> now, metrics& figures, log_ptr log,
                   shard_role role = {});

  caf::behavior make_behavior() override;

  void on_exit() override {
    refuse_waiting();
    dirty_.clear();
    watchers_.clear();
    health_watchers_.clear();
    role_ = {};
    for (auto share : {&degraded_, &dirty_count_, &mailbox_})
      share->set(0);
    if (redis_)
      redis_->close();
  }

  const char* name() const override { return "quickbooking.store"; }

private:
  struct waiting {
    caf::response_promise promise;
    store_figures* figures;
    steady_time asked;
  };

  // -- orders ---
  void load(const load_order& order);
  void write(const write_order& order);
  void command(const command_order& order);
  void find(const find_due& order);
  std::optional<std::uint64_t> admit(store_figures& figures, caf::response_promise promise,
                                     steady_time until);
  template <class Answer>
  void answer_by(steady_time until, std::uint64_t ticket);
  template <class Answer>
  void finish(std::uint64_t ticket, Answer answer, const std::optional<failure>& problem);
  template <class Answer>
  Answer stamped(Answer x) const {
    return x;
  }
  write_reply stamped(write_reply x) const;
  void note_refusal(const customer_key& customer, const std::optional<failure>& problem);
  void refuse_waiting();

  // -- the connection ---
  void connect();
  void connect_to(const redis_address& where);
  redirection_handler on_redirection();
  void serve(const serve_slots& x);
  void locate(std::function<void(result<redis_address>)> done);
  void follow_master(steady_time now);
  void connected(const result<void>& outcome);
  void probe();
  void probed(const result<void>& outcome);
  void failed(const failure& why);
  void end_silence(steady_time now);
  void note_change(bool was_open);
  void compare_server();

  // -- dirty sessions ---
  void add_dirty(const session_dirty& x);
  void remove_dirty(const customer_key& customer);
  void flush_some(steady_time now);
  void begin_watch(caf::actor watcher);
  void begin_health_watch(caf::actor watcher);

  void tick();

  /// Less than a turn may wait in all, so that a load and a write both have it in full.
  std::chrono::milliseconds redis_limit() const { return options_.deadline * 9 / 10; }

  store_health health() const;
  double jitter() { return std::uniform_real_distribution<double>{0, 1}(random_); }

  /// Wraps a function so that the loop's thread may call it and this actor runs it.
  template <class... Args, class F>
  auto from_loop(F f) {
    auto self = caf::actor_cast<caf::actor>(this);
    return [self, f](Args... args) { caf::anon_send(self, continuation{[=] { f(args...); }}); };
  }

  boost::asio::io_context& loop_;
  store_options options_;
  shard_role role_; // without a cluster: it serves all
  customer_key nobody_;
  std::function<instant()> now_;
  log_ptr log_;
  store_figures loads_;
  store_figures writes_;
  store_figures commands_;
  store_figures probes_;
  gauge_share degraded_;
  gauge_share dirty_count_;
  gauge_share mailbox_;
  prometheus::Counter& opened_;
  prometheus::Counter& moved_;
  prometheus::Counter& asked_;
  refusals beyond_limit_;
  breaker breaker_;
  sentinel_turn sentinel_turn_;
  redis_address master_; // as the sentinels said last
  steady_time located_at_{};
  std::shared_ptr<redis_connection> redis_;
  std::uint64_t generation_ = 0;      // of redis_: news of an older connection don't count
  std::optional<std::string> server_; // run id of the Redis that answered last; empty: not told
  std::vector<caf::actor> watchers_;
  std::vector<caf::actor> health_watchers_;
  instant since_;
  steady_time written_at_{}; // the last time that Redis took a write
  steady_time probed_at_{};
  std::uint64_t next_ticket_ = 0;
  std::unordered_map<std::uint64_t, waiting> waiting_;
  std::unordered_set<customer_key> refused_; // Redis is well, their keys are not
  dirty_sessions dirty_;
  std::mt19937 random_{std::random_device{}()};
};

} // namespace quickbooking
