// The session supervisor's part that knows who is in memory, and who leaves it.

#include "actors/session/session_supervisor_actor.hpp"

#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

constexpr std::size_t releases_per_sweep = 20'000;

/// So many sessions are asked to make room for another one; those that may not leave count as
/// active from then on.
constexpr std::size_t releases_for_one = 8;

} // namespace

session_supervisor::entry& session_supervisor::session_of(const customer_key& customer) {
  auto found = sessions_.find(customer);
  if (found == sessions_.end())
    return begin(customer);
  touch(*found);
  return found->second;
}

/// The customer's session; a new one only if there is a place.
session_supervisor::entry* session_supervisor::session_if_place(const customer_key& customer) {
  auto found = sessions_.find(customer);
  if (found == sessions_.end())
    return begin_if_place(customer);
  touch(*found);
  return &found->second;
}

/// If all places are taken, a session that is idle and whose state is in the store leaves its own.
session_supervisor::entry* session_supervisor::begin_if_place(const customer_key& customer) {
  auto is_full = [&] { return sessions_.size() >= context_->max_sessions; };
  if (is_full())
    release_idle(seconds{0}, releases_for_one);
  return is_full() ? nullptr : &begin(customer);
}

session_supervisor::entry& session_supervisor::begin(const customer_key& customer) {
  auto& made
      = *sessions_.emplace(customer, entry{{}, {}, token_bucket{context_->customer_pace}}).first;
  start(made);
  made.second.idle = idle_.add(made.first, steady_clock::now());
  touch(made);
  return made.second;
}

void session_supervisor::touch(session_map::value_type& x) {
  const auto now = steady_clock::now();
  auto& [customer, mine] = x;
  idle_.touch(mine.idle, now);
  if (std::exchange(mine.rests, false))
    mine.awake = awake_.add(customer, now);
  else
    awake_.touch(mine.awake, now);
}

void session_supervisor::start(session_map::value_type& x) {
  auto& [customer, mine] = x;
  mine.actor = spawn<session_actor>(context_, links_, customer);
  mine.settled = true;
  monitor(mine.actor);
  by_actor_.emplace(mine.actor.address(), &x);
}

// -- release ---

void session_supervisor::release_idle(seconds idle_for, std::size_t limit) {
  auto now = steady_clock::now();
  for (auto customer : idle_.pop_idle(now, idle_for, limit)) {
    auto found = sessions_.find(customer_key{customer});
    auto& mine = found->second;
    if (!mine.turns.empty() || !mine.settled) {
      mine.idle = idle_.add(found->first, now);
      continue;
    }
    release(found);
  }
}

/// Those that other nodes have now: they read them from the store, and what is in memory here would
/// grow old.
void session_supervisor::release_others() {
  const auto ring = context_->cluster->current();
  for (auto i = sessions_.begin(); i != sessions_.end();) {
    auto each = i++;
    auto& mine = each->second;
    if (ring->is_mine(each->first) || !mine.turns.empty() || !mine.settled)
      continue;
    idle_.remove(mine.idle);
    release(each);
    handed_over_.Increment();
  }
}

/// One that is not among the idle any more.
void session_supervisor::release(session_map::iterator x) {
  auto& mine = x->second;
  if (!mine.rests)
    awake_.remove(mine.awake);
  by_actor_.erase(mine.actor.address());
  demonitor(mine.actor);
  send_exit(mine.actor, caf::exit_reason::user_shutdown);
  sessions_.erase(x);
}

void session_supervisor::let_rest(std::size_t limit) {
  for (auto customer : awake_.pop_idle(steady_clock::now(), context_->rest_after, limit)) {
    auto& mine = sessions_.at(customer_key{customer});
    mine.rests = true;
    send(mine.actor, rest_session{});
  }
}

void session_supervisor::sweep() {
  let_rest(releases_per_sweep);
  if (context_->cluster && context_->cluster->is_draining())
    release_others(); // those that had something to do when the ring changed
  release_idle(context_->idle_release, releases_per_sweep);
  live_.Set(static_cast<double>(sessions_.size()));
  resting_.Set(static_cast<double>(sessions_.size() - awake_.size()));
  in_flight_gauge_.Set(static_cast<double>(in_flight_));
  mailbox_.Set(static_cast<double>(mailbox().size()));
  delayed_send(this, sweep_interval, tick_now{});
}

} // namespace quickbooking
