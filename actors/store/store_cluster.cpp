#include "actors/store/store_cluster.hpp"

#include "actors/failure_log.hpp"
#include "actors/store/store_cluster_actor.hpp"
#include "actors/store/store_figures.hpp"

#include <caf/all.hpp>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

namespace {

constexpr milliseconds tick_interval{50};

} // namespace

store_cluster::store_cluster(caf::actor_config& cfg, boost::asio::io_context& loop,
                             store_options options, std::function<instant()> now, metrics& figures,
                             log_ptr log)
    : caf::event_based_actor(cfg),
      loop_(loop),
      options_(std::move(options)),
      now_(std::move(now)),
      log_(std::move(log)),
      figures_(figures),
      degraded_(degraded_servers(figures)),
      mailbox_(figures.gauge("quickbooking_mailbox_depth", "Messages waiting for an actor",
                             {{"actor", "store_cluster"}})),
      watch_(options_.cluster),
      since_(now_()) {}

caf::behavior store_cluster::make_behavior() {
  log_failures(*this, log_);
  degraded_.set(1);
  tick();
  return {
      [this](const load_order& x) { load(x); },
      [this](const write_order& x) { write(x); },
      [this](const command_order& x) { command(x); },
      [this](find_due& x) { find(std::move(x)); },
      [this](const session_dirty& x) { add_dirty(x); },
      [this](const session_clean& x) { remove_dirty(x); },
      [this](watch_store& x) { begin_watch(std::move(x.watcher)); },
      [this](watch_health& x) {
        send(x.watcher, store_changed{});
        health_watchers_.push_back(std::move(x.watcher));
      },
      [this](get_store_health) { tell_health(make_response_promise()); },
      [this](const store_returned& x) { shard_returned(x); },
      [this](const store_replaced&) { shard_replaced(); },
      [this](shard_changed x) {
        if (auto* one = sender_shard())
          one->is_degraded = x.is_degraded;
        health_changed();
      },
      [this](topology_doubted) {
        watch_.doubt();
        ask_nodes();
      },
      [](const continuation& x) { x.run(); },
      [this](tick_now) { tick(); },
  };
}

void store_cluster::on_exit() {
  watchers_.clear();
  health_watchers_.clear();
  unserved_.clear();
  shards_.clear(); // they are linked, and end, too
  degraded_.set(0);
  mailbox_.set(0);
}

void store_cluster::tick() {
  ask_nodes();
  mailbox_.set(static_cast<double>(mailbox().size()));
  delayed_send(this, tick_interval, tick_now{});
}

const caf::actor* store_cluster::store_of(hash_slot slot) const {
  const auto place = table_.find(slot);
  return place ? &shards_[*place].store : nullptr;
}

store_cluster::shard* store_cluster::sender_shard() {
  auto found = std::ranges::find_if(shards_,
                                    [this](const shard& x) { return x.store == current_sender(); });
  return found == shards_.end() ? nullptr : &*found;
}

bool store_cluster::is_degraded() const {
  return missing_.any()
         || std::ranges::any_of(shards_, [](const shard& x) { return x.is_degraded; });
}

// -- watchers ---

/// As with one store, see there.
void store_cluster::begin_watch(caf::actor watcher) {
  send(watcher, store_replaced{});
  watchers_.push_back(std::move(watcher));
}

/// Who compares servers is told of all of them at once, as soon as each has been seen.
void store_cluster::shard_returned(const store_returned& x) {
  auto* one = sender_shard();
  if (one == nullptr)
    return;
  one->run_id = x.run_id;
  std::vector<std::string> ids;
  for (auto& each : shards_) {
    if (!each.run_id)
      return;
    ids.push_back(*each.run_id);
  }
  std::ranges::sort(ids);
  const auto is_told = !ids.front().empty();
  std::string all;
  for (auto& id : ids)
    all += (all.empty() ? "" : " ") + id;
  tell_watchers(caf::make_message(store_returned{is_told ? all : std::string{}}));
}

/// A new store supervisor says so at first, and has nothing to say.
void store_cluster::shard_replaced() {
  auto* one = sender_shard();
  if (one != nullptr && std::exchange(one->is_greeted, true))
    tell_replaced(place_of(*one));
}

void store_cluster::tell_replaced(std::size_t place) {
  tell_watchers(caf::make_message(store_replaced{shared(places_[place].slots)}));
}

void store_cluster::tell_watchers(const caf::message& what) {
  for (auto& watcher : watchers_)
    send(watcher, what);
}

void store_cluster::health_changed() {
  for (auto& watcher : health_watchers_)
    send(watcher, store_changed{});
}

caf::actor spawn_store_cluster(caf::actor_system& system, boost::asio::io_context& loop,
                               store_options options, std::function<instant()> now,
                               metrics& figures, log_ptr log) {
  return system.spawn<store_cluster>(std::ref(loop), std::move(options), std::move(now),
                                     std::ref(figures), std::move(log));
}

} // namespace quickbooking
