#include "actors/store/store_supervisor.hpp"

#include "actors/failure_log.hpp"
#include "actors/store/store_actor.hpp"
#include "actors/store/store_cluster.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// How often the breaker is asked whether something is due, and how often while all is well: a node
/// that has nothing to do should do nothing.
constexpr milliseconds tick_interval{20};
constexpr milliseconds calm_interval{100};

prometheus::Counter& redirects(metrics& figures, std::string kind) {
  return figures.counter("quickbooking_store_redirects_total",
                         "Commands that a Redis Cluster sent to another server",
                         {{"kind", std::move(kind)}});
}

} // namespace

store_supervisor::store_supervisor(caf::actor_config& cfg, boost::asio::io_context& loop,
                                   store_options options, std::function<instant()> now,
                                   metrics& figures, log_ptr log, shard_role role)
    : caf::event_based_actor(cfg),
      loop_(loop),
      options_(std::move(options)),
      role_(std::move(role)),
      nobody_(nobody_in(role_.slots ? *role_.slots : slot_set{})),
      now_(std::move(now)),
      log_(std::move(log)),
      loads_(figures, "load"),
      writes_(figures, "write"),
      commands_(figures, "command"),
      probes_(figures, "probe"),
      degraded_(degraded_servers(figures)),
      dirty_count_(figures.gauge("quickbooking_dirty_sessions",
                                 "Sessions that are newer in memory than in Redis")),
      mailbox_(figures.gauge("quickbooking_mailbox_depth", "Messages waiting for an actor",
                             {{"actor", "store"}})),
      opened_(figures.counter("quickbooking_breaker_opened_total", "How often Redis was given up")),
      moved_(redirects(figures, "moved")),
      asked_(redirects(figures, "ask")),
      beyond_limit_(figures.counter("quickbooking_store_refused_total",
                                    "Calls to Redis that were shed because too many waited"),
                    "store_orders_refused", log_),
      sentinel_turn_(options_.sentinels.sentinels.size()),
      since_(now_()),
      dirty_(options_.flush_per_second) {}

caf::behavior store_supervisor::make_behavior() {
  log_failures(*this, log_);
  breaker_.failure("not connected yet", steady_clock::now(), 0);
  degraded_.set(1);
  set_down_handler([this](const caf::down_msg& x) { dirty_.forget(x.source.id()); });
  tick();
  return {
      [this](const load_order& x) { load(x); },
      [this](const write_order& x) { write(x); },
      [this](const command_order& x) { command(x); },
      [this](const find_due& x) { find(x); },
      [this](const session_dirty& x) { add_dirty(x); },
      [this](const session_clean& x) { remove_dirty(x.customer); },
      [this](watch_store& x) { begin_watch(std::move(x.watcher)); },
      [this](watch_health& x) { begin_health_watch(std::move(x.watcher)); },
      [this](get_store_health) { return health(); },
      [this](const serve_slots& x) { serve(x); },
      [](const continuation& x) { x.run(); },
      [this](tick_now) { tick(); },
  };
}

void store_supervisor::tick() {
  auto now = steady_clock::now();
  auto was_open = !breaker_.allows();
  breaker_.tick(now, jitter());
  note_change(was_open);
  if (breaker_.start_probe(now))
    connect();
  end_silence(now);
  follow_master(now);
  flush_some(now);
  mailbox_.set(static_cast<double>(mailbox().size()));
  dirty_count_.set(static_cast<double>(dirty_.size()));
  auto is_calm = breaker_.allows() && dirty_.size() == 0;
  delayed_send(this, is_calm ? calm_interval : tick_interval, tick_now{});
}

// -- dirty sessions ---

void store_supervisor::add_dirty(const session_dirty& x) {
  remove_dirty(x.customer); // it may tell us once more
  monitor(x.owner);
  dirty_.add(x.customer, x.owner);
}

void store_supervisor::remove_dirty(const customer_key& customer) {
  if (auto owner = dirty_.remove(customer))
    demonitor(*owner);
}

void store_supervisor::flush_some(steady_time now) {
  if (breaker_.allows())
    for (auto& owner : dirty_.take_due(now))
      send(owner, flush_session{});
}

/// Another store supervisor may serve some sessions now; what they owe is its matter.
void store_supervisor::serve(const serve_slots& x) {
  role_.slots = x.slots;
  for (auto& [customer, owner] : dirty_.take_outside(*x.slots)) {
    demonitor(owner);
    send(role_.cluster, session_dirty{customer, owner});
  }
  if (x.slots->none())
    return quit();
  nobody_ = nobody_in(*x.slots);
  if (cluster_node{options_.where.host, options_.where.port} == x.master)
    return;
  options_.where.host = x.master.host;
  options_.where.port = x.master.port;
  failed({"redis_lost", "the cluster names another master"});
}

/// Who comes after a store that died does not know which Redis that one saw last, nor which
/// sessions were dirty.
void store_supervisor::begin_watch(caf::actor watcher) {
  send(watcher, store_replaced{});
  watchers_.push_back(std::move(watcher));
}

void store_supervisor::begin_health_watch(caf::actor watcher) {
  send(watcher, store_changed{});
  health_watchers_.push_back(std::move(watcher));
}

store_health store_supervisor::health() const {
  return {breaker_.allows() ? "ok" : "degraded", breaker_.reason(), since_, dirty_.size()};
}

caf::actor spawn_store_supervisor(caf::actor_system& system, boost::asio::io_context& loop,
                                  store_options options, std::function<instant()> now,
                                  metrics& figures, log_ptr log) {
  if (options.kind() == redis_kind::cluster)
    return spawn_store_cluster(system, loop, std::move(options), std::move(now), figures,
                               std::move(log));
  return system.spawn<store_supervisor>(std::ref(loop), std::move(options), std::move(now),
                                        std::ref(figures), std::move(log), shard_role{});
}

} // namespace quickbooking
