#pragma once

#include "actors/gauge_share.hpp"
#include "actors/protocol.hpp"
#include "actors/store/store_cluster.hpp"
#include "actors/store/topology_watch.hpp"
#include "net/redis/scan_cursor.hpp"
#include "net/redis/shard_plan.hpp"

#include <caf/event_based_actor.hpp>
#include <caf/response_promise.hpp>

#include <optional>
#include <unordered_map>

namespace quickbooking {

inline slot_set_ptr shared(const slot_set& slots) {
  return std::make_shared<const slot_set>(slots);
}

/// Behind `spawn_store_cluster`. Its parts are in files of their own: the orders of others, and who
/// serves what.
class store_cluster : public caf::event_based_actor {
public:
  store_cluster(caf::actor_config& cfg, boost::asio::io_context& loop, store_options options,
                std::function<instant()> now, metrics& figures, log_ptr log);

  caf::behavior make_behavior() override;

  void on_exit() override;

  const char* name() const override { return "quickbooking.store_cluster"; }

private:
  /// What is known of a shard besides its master and slots.
  struct shard {
    caf::actor store;
    bool is_degraded = true;
    bool is_greeted = false;           ///< it has said once that it may have missed something
    std::optional<std::string> run_id; ///< of its master
  };

  // -- orders ---
  template <class Order, class Refusal>
  void pass(hash_slot slot, const Order& order, Refusal refusal);
  void load(const load_order& order);
  void add_legacy(const load_order& order, const load_reply& found, caf::response_promise to);
  void write(const write_order& order);
  void command(const command_order& order);
  void scan(const command_order& order);
  void find(find_due order);
  void add_dirty(const session_dirty& x);
  void remove_dirty(const session_clean& x);
  void tell_health(caf::response_promise to);

  // -- who serves what ---
  void tick();
  void ask_nodes();
  void answered(const cluster_node& by, const result<std::vector<redis_value>>& answers);
  void adopt(const cluster_view& view);
  shard take_over(std::optional<std::size_t> before, const cluster_shard& what);
  caf::actor spawn_shard(const cluster_shard& what);
  void retire(std::size_t place);

  // -- watchers ---
  void begin_watch(caf::actor watcher);
  void shard_returned(const store_returned& x);
  void shard_replaced();
  void tell_replaced(std::size_t place);
  void tell_watchers(const caf::message& what);
  void health_changed();

  const caf::actor* store_of(hash_slot slot) const;
  shard* sender_shard();
  std::size_t place_of(const shard& x) const { return &x - shards_.data(); }
  bool is_degraded() const;

  boost::asio::io_context& loop_;
  store_options options_;
  std::function<instant()> now_;
  log_ptr log_;
  metrics& figures_;
  gauge_share degraded_;
  gauge_share mailbox_;
  topology_watch watch_;
  std::vector<cluster_shard> places_; ///< in the order of their lowest slots
  std::vector<shard> shards_;         ///< likewise
  slot_table table_;
  slot_set missing_ = ~slot_set{};
  instant since_; ///< the last change of `missing_`
  std::string reason_{"no node of the cluster has answered yet"};
  std::size_t looked_at_ = 0;                             ///< the next slot to find due replies in
  std::unordered_map<customer_key, caf::actor> unserved_; ///< dirty sessions of slots of nobody
  std::vector<caf::actor> watchers_;
  std::vector<caf::actor> health_watchers_;
};

} // namespace quickbooking
