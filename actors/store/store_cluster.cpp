#include "actors/store/store_cluster.hpp"

#include "actors/failure_log.hpp"
#include "actors/store/store_actor.hpp"
#include "actors/store/store_cluster_actor.hpp"
#include "actors/store/store_figures.hpp"
#include "net/redis/send_together.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

namespace {

constexpr milliseconds tick_interval{50};

slot_set_ptr shared(const slot_set& slots) { return std::make_shared<const slot_set>(slots); }

} // namespace

store_cluster::store_cluster(caf::actor_config& cfg, boost::asio::io_context& loop,
                             store_options options, std::function<instant()> now, metrics& figures)
    : caf::event_based_actor(cfg),
      loop_(loop),
      options_(std::move(options)),
      now_(std::move(now)),
      figures_(figures),
      degraded_(degraded_servers(figures)),
      mailbox_(figures.gauge("quickbooking_mailbox_depth", "Messages waiting for an actor",
                             {{"actor", "store_cluster"}})),
      watch_(options_.cluster),
      since_(now_()) {}

caf::behavior store_cluster::make_behavior() {
  log_failures(*this);
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
      [this](get_store_health) { tell_health(make_response_promise()); },
      [this](const store_returned& x) { shard_returned(x); },
      [this](const store_replaced&) { shard_replaced(); },
      [this](shard_changed x) {
        if (auto* one = sender_shard())
          one->is_degraded = x.is_degraded;
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

// -- who serves what ---

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
    spdlog::debug("event=cluster_node_failed node={} reason=\"{}\"", to_text(by), reason_);
    return watch_.failed();
  }
  if (!watch_.answered(*view, steady_clock::now()))
    return spdlog::debug("event=cluster_view_outdated node={}", to_text(by));
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
  }
  degraded_.set(missing_.any() ? 1 : 0);
  spdlog::info("event=cluster_topology epoch={} shards={} uncovered=\"{}\"", view.epoch,
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
      std::ref(loop_), std::move(options), now_, std::ref(figures_),
      shard_role{caf::actor_cast<caf::actor>(this), shared(what.slots)});
  send(store, watch_store{caf::actor_cast<caf::actor>(this)});
  return store;
}

/// Nobody can tell whether those who serve its slots now have what it was given last.
void store_cluster::retire(std::size_t place) {
  auto& store = shards_[place].store;
  unlink_from(store->address());
  send(store, serve_slots{places_[place].master, shared({})});
  tell_watchers(store_replaced{shared(places_[place].slots)});
}

// -- watchers ---

template <class Message>
void store_cluster::tell_watchers(const Message& x) {
  for (auto& watcher : watchers_)
    send(watcher, x);
}

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
  tell_watchers(store_returned{is_told ? all : std::string{}});
}

/// A new store supervisor says so at first, and has nothing to say.
void store_cluster::shard_replaced() {
  auto* one = sender_shard();
  if (one != nullptr && std::exchange(one->is_greeted, true))
    tell_watchers(store_replaced{shared(places_[place_of(*one)].slots)});
}

caf::actor spawn_store_cluster(caf::actor_system& system, boost::asio::io_context& loop,
                               store_options options, std::function<instant()> now,
                               metrics& figures) {
  return system.spawn<store_cluster>(std::ref(loop), std::move(options), std::move(now),
                                     std::ref(figures));
}

} // namespace quickbooking
