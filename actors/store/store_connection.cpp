// The store supervisor's part that connects, probes, and gives up.

#include "actors/store/store_actor.hpp"
#include "net/redis/session_store.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <algorithm>

namespace quickbooking {

using namespace std::chrono;

namespace {

/// After so long without a write Redis is probed, so that a node without traffic knows, too, how it
/// is.
constexpr milliseconds longest_silence{500};

/// How often a sentinel is asked whether the master is still the same.
constexpr seconds follow_interval{1};

/// From the text of INFO; empty if it is not there.
std::string run_id_of(const redis_value& info) {
  constexpr std::string_view name = "run_id:";
  auto at = info.text.find(name);
  if (info.is_error() || at == std::string::npos)
    return {};
  at += name.size();
  return info.text.substr(at, info.text.find_first_of("\r\n", at) - at);
}

bool is_same_place(const redis_address& a, const redis_address& b) {
  return a.host == b.host && a.port == b.port;
}

} // namespace

/// Through the sentinels, if there are any: asked anew for every connection.
void store_supervisor::connect() {
  if (redis_)
    redis_->close();
  auto mine = ++generation_;
  if (options_.sentinels.sentinels.empty())
    return connect_to(options_.where);
  locate([this, mine](const result<redis_address>& found) {
    if (mine != generation_)
      return;
    if (!found)
      return probed(tl::make_unexpected(found.error()));
    if (!is_same_place(*found, master_))
      log_->info("event=redis_master address={}:{}", found->host, found->port);
    master_ = *found;
    connect_to(master_);
  });
}

void store_supervisor::locate(std::function<void(result<redis_address>)> done) {
  located_at_ = steady_clock::now();
  auto& all = options_.sentinels;
  ask_sentinel(loop_, all.sentinels[sentinel_turn_.current()], all.master, options_.where,
               options_.deadline, from_loop<result<redis_address>>(std::move(done)));
}

/// A master that was replaced may go on serving whoever is cut off together with it: the sentinel
/// is asked now and then, also while all is well. Asking needs no subscription that may die
/// silently, and one that says nothing is replaced by the next.
void store_supervisor::follow_master(steady_time now) {
  if (options_.sentinels.sentinels.empty() || !breaker_.allows()
      || now - located_at_ < follow_interval)
    return;
  locate([this, mine = generation_](const result<redis_address>& found) {
    if (mine != generation_ || !breaker_.allows())
      return;
    if (!found)
      sentinel_turn_.to_the_next();
    else if (!is_same_place(*found, master_))
      failed({"redis_lost", "the sentinels name another master"});
  });
}

void store_supervisor::connect_to(const redis_address& where) {
  redis_ = options_.kind() == redis_kind::single
               ? redis_connection::make(loop_, where)
               : make_cluster_connection(loop_, where, on_redirection());
  auto mine = generation_;
  redis_->connect(options_.deadline,
                  from_loop<result<void>>([this, mine](const result<void>& outcome) {
                    if (mine == generation_)
                      connected(outcome);
                  }),
                  from_loop<failure>([this, mine](const failure& why) {
                    if (mine == generation_)
                      failed(why);
                  }));
}

/// Called by the loop's thread.
redirection_handler store_supervisor::on_redirection() {
  return [this_cluster = role_.cluster, &moved = moved_, &asked = asked_](redirection::kind what) {
    (what == redirection::kind::moved ? moved : asked).Increment();
    if (what == redirection::kind::moved)
      caf::anon_send(this_cluster, topology_doubted{});
  };
}

void store_supervisor::connected(const result<void>& outcome) {
  if (outcome)
    probe();
  else
    probed(outcome);
}

void store_supervisor::probe() {
  probed_at_ = steady_clock::now();
  auto done = [this, mine = generation_](const result<void>& outcome) {
    if (mine == generation_)
      probed(outcome);
  };
  probe_store(*redis_, nobody_, options_.deadline, from_loop<result<void>>(done));
}

/// While closed a probe is a sign of life, while half-open it decides.
void store_supervisor::probed(const result<void>& outcome) {
  auto now = steady_clock::now();
  auto was_open = !breaker_.allows();
  (outcome ? probes_.ok : probes_.failed).Increment();
  if (!outcome)
    sentinel_turn_.to_the_next();
  if (outcome)
    breaker_.probe_succeeded(now);
  else if (was_open)
    breaker_.probe_failed(outcome.error().message, now, jitter());
  else
    breaker_.failure(outcome.error().message, now, jitter());
  note_change(was_open);
}

void store_supervisor::failed(const failure& why) {
  auto was_open = !breaker_.allows();
  breaker_.failure(why.message, steady_clock::now(), jitter());
  note_change(was_open);
}

void store_supervisor::end_silence(steady_time now) {
  if (breaker_.allows() && now - std::max(written_at_, probed_at_) >= longest_silence)
    probe();
}

void store_supervisor::note_change(bool was_open) {
  auto is_open = !breaker_.allows();
  if (was_open == is_open)
    return;
  since_ = now_();
  degraded_.set(is_open ? 1 : 0);
  if (role_.cluster)
    send(role_.cluster, shard_changed{is_open});
  for (auto& watcher : health_watchers_)
    send(watcher, store_changed{});
  if (is_open) {
    opened_.Increment();
    log_->error("event=redis_degraded reason=\"{}\"", breaker_.reason());
  } else {
    log_->info("event=redis_ok dirty_sessions={}", dirty_.size());
    dirty_.restart();
    compare_server();
  }
}

/// A restarted Redis may be empty, and a replica that took over may lack the last writes. One that
/// does not tell who it is counts as another one each time.
void store_supervisor::compare_server() {
  auto answered = [this](const result<redis_value>& reply) {
    if (!reply)
      return;
    auto before = std::exchange(server_, run_id_of(*reply));
    auto is_other = before && (*before != *server_ || server_->empty());
    if (is_other)
      log_->warn("event=redis_replaced run_id={}", *server_);
    for (auto& watcher : watchers_) {
      send(watcher, store_returned{*server_});
      if (is_other)
        send(watcher, store_replaced{});
    }
  };
  redis_->command({"INFO", "server"}, options_.deadline, from_loop<result<redis_value>>(answered));
}

} // namespace quickbooking
