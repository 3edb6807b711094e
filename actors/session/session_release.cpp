// The session supervisor's part that knows who is in memory, and who leaves it.

#include "actors/session/session_supervisor_actor.hpp"

#include <algorithm>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// So many are let rest in one turn of the supervisor, and so many idle ones are released.
constexpr std::size_t sessions_at_once = 100;

/// So many of the table's are gone through in one turn; each has a session or none, more or less.
constexpr std::size_t buckets_at_once = 200;

/// Then others have their turns.
constexpr milliseconds pause{5};

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

/// How many were looked at.
std::size_t session_supervisor::release_idle(seconds idle_for, std::size_t limit) {
  auto now = steady_clock::now();
  const auto idle = idle_.pop_idle(now, idle_for, limit);
  for (auto customer : idle) {
    auto& x = *sessions_.find(customer_key{customer});
    if (may_leave(x.second))
      release(x);
    else
      x.second.idle = idle_.add(x.first, now);
  }
  return idle.size();
}

/// Those that other nodes have now: they read them from the store, and what is in memory here would
/// grow old. From the beginning, if some were handed over already: this is another ring.
void session_supervisor::hand_over() {
  const auto is_under_way = handing_over_.has_value();
  handing_over_ = walk{};
  if (!is_under_way)
    hand_over_some();
}

void session_supervisor::hand_over_some() {
  const auto ring = context_->cluster->current();
  const auto more = visit_some(*handing_over_, [&](session_map::value_type& x) {
    auto& [customer, mine] = x;
    if (ring->is_mine(customer) || !may_leave(mine))
      return;
    idle_.remove(mine.idle);
    release(x);
    handed_over_.Increment();
  });
  if (more)
    delayed_send(this, pause, continuation{[this] { hand_over_some(); }});
  else
    handing_over_.reset();
}

/// One that is not among the idle any more.
void session_supervisor::release(session_map::value_type& x) {
  auto& mine = x.second;
  if (!mine.rests)
    awake_.remove(mine.awake);
  by_actor_.erase(mine.actor.address());
  demonitor(mine.actor);
  send_exit(mine.actor, caf::exit_reason::user_shutdown);
  sessions_.erase(sessions_.find(x.first));
}

/// How many now rest.
std::size_t session_supervisor::let_rest(std::size_t limit) {
  const auto calm = awake_.pop_idle(steady_clock::now(), context_->rest_after, limit);
  for (auto customer : calm) {
    auto& mine = sessions_.at(customer_key{customer});
    mine.rests = true;
    send(mine.actor, rest_session{});
  }
  return calm.size();
}

void session_supervisor::sweep() {
  const auto most = std::max(let_rest(sessions_at_once),
                             release_idle(context_->idle_release, sessions_at_once));
  if (context_->cluster && context_->cluster->is_draining() && !handing_over_)
    hand_over(); // those that had something to do when the ring changed
  live_.Set(static_cast<double>(sessions_.size()));
  resting_.Set(static_cast<double>(sessions_.size() - awake_.size()));
  in_flight_gauge_.Set(static_cast<double>(in_flight_));
  mailbox_.Set(static_cast<double>(mailbox().size()));
  delayed_send(this, most == sessions_at_once ? pause : sweep_interval, tick_now{});
}

// -- all of them ---

/// False at the end. Who comes meanwhile is visited or not; a table that has grown is gone through
/// from the beginning.
bool session_supervisor::visit_some(walk& at,
                                    const std::function<void(session_map::value_type&)>& visit) {
  if (at.buckets != sessions_.bucket_count())
    at = {0, sessions_.bucket_count()};
  const auto end = std::min(at.bucket + buckets_at_once, at.buckets);
  for (; at.bucket < end; ++at.bucket)
    for (auto x = sessions_.begin(at.bucket); x != sessions_.end(at.bucket);)
      visit(*x++); // which may take it out
  return at.bucket < at.buckets;
}

} // namespace quickbooking
