// The store cluster's part that knows who serves what.

#include "actors/store/store_actor.hpp"
#include "actors/store/store_cluster_actor.hpp"
#include "net/redis/send_together.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

void store_cluster::ask_nodes() {
  const auto now = steady_clock::now();
  if (!watch_.is_due(now, is_degraded()))
    return;
  const auto whom = watch_.begin(now);
  auto address = options_.where;
  address.host = whom.host;
  address.port = whom.port;
  auto self = caf::actor_cast<caf::actor>(this);
  ask_once(loop_, address, cluster_questions(), options_.deadline,
           [this, self, whom](const result<std::vector<redis_value>>& answers) {
             caf::anon_send(self, continuation{[=, this] { answered(whom, answers); }});
           });
}

void store_cluster::answered(const cluster_node& by,
                             const result<std::vector<redis_value>>& answers) {
  auto view = answers ? read_cluster_view(*answers, by) : tl::make_unexpected(answers.error());
  if (!view) {
    reason_ = to_text(by) + ": " + view.error().message;
    log_->debug("event=cluster_node_failed node={} reason=\"{}\"", to_text(by), reason_);
    return watch_.failed();
  }
  if (!watch_.answered(*view, steady_clock::now()))
    return log_->debug("event=cluster_view_outdated node={}", to_text(by));
  if (view->shards != places_)
    adopt(*view);
}

/// What is retired gives back its dirty sessions when the new shards are in place.
void store_cluster::adopt(const cluster_view& view) {
  const auto before = predecessors(places_, view.shards);
  std::vector<shard> next;
  for (std::size_t i = 0; i < view.shards.size(); ++i)
    next.push_back(take_over(before[i], view.shards[i]));
  for (std::size_t place = 0; place < shards_.size(); ++place)
    if (std::ranges::find(before, std::optional{place}) == before.end())
      retire(place);
  shards_ = std::move(next);
  places_ = view.shards;
  table_ = slot_table{places_};
  if (auto missing = view.missing(); missing != missing_) {
    missing_ = missing;
    since_ = now_();
    health_changed();
  }
  degraded_.set(missing_.any() ? 1 : 0);
  log_->info("event=cluster_topology epoch={} shards={} uncovered=\"{}\"", view.epoch,
             shards_.size(), to_text(missing_));
  for (auto& [customer, owner] : std::exchange(unserved_, {}))
    add_dirty({customer, owner});
}

store_cluster::shard store_cluster::take_over(std::optional<std::size_t> before,
                                              const cluster_shard& what) {
  if (!before)
    return {spawn_shard(what), true, false, std::nullopt};
  auto kept = shards_[*before];
  if (places_[*before] != what)
    send(kept.store, serve_slots{what.master, shared(what.slots)});
  return kept;
}

caf::actor store_cluster::spawn_shard(const cluster_shard& what) {
  auto options = options_;
  options.where.host = what.master.host;
  options.where.port = what.master.port;
  auto store = spawn<store_supervisor, caf::linked>(
      std::ref(loop_), std::move(options), now_, std::ref(figures_), log_,
      shard_role{caf::actor_cast<caf::actor>(this), shared(what.slots)});
  send(store, watch_store{caf::actor_cast<caf::actor>(this)});
  return store;
}

/// Nobody can tell whether those who serve its slots now have what it was given last.
void store_cluster::retire(std::size_t place) {
  auto& store = shards_[place].store;
  unlink_from(store->address());
  send(store, serve_slots{places_[place].master, shared({})});
  tell_replaced(place);
}

} // namespace quickbooking
