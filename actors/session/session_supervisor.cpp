#include "actors/cluster/peer_messages.hpp"
#include "actors/failure_log.hpp"
#include "actors/session/session_supervisor_actor.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

#include <utility>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// A message that was in hand when its session died is given to the next one so often in all.
constexpr int max_tries = 3;

/// For putting a message aside.
constexpr seconds bury_limit{5};

/// So many are let rest with each message: thousands at once would hold up the turns behind them.
constexpr std::size_t rests_per_message = 2;

/// A node that was alone and is no more waits so long to hear whether the others have Redis (P7),
/// and so long for Redis if they have.
constexpr milliseconds reunion_answer{100};
constexpr seconds reunion_limit{3};

constexpr milliseconds reunion_interval{20};

/// Between sessions that hear of another store and the next ones: each reads its snapshot for it,
/// and they are not written sooner anyway (`flush_per_second`).
constexpr milliseconds telling_pause{20};

} // namespace

session_supervisor::session_supervisor(caf::actor_config& cfg, context_ptr context,
                                       session_links links)
    : caf::event_based_actor(cfg),
      context_(std::move(context)),
      links_(std::move(links)),
      live_(context_->figures->gauge("quickbooking_sessions_in_memory", "Session actors alive")),
      resting_(context_->figures->gauge("quickbooking_sessions_resting",
                                        "Of these, those that nobody needs for the moment")),
      in_flight_gauge_(context_->figures->gauge("quickbooking_turns_in_flight", "Turns under way")),
      mailbox_(context_->figures->gauge("quickbooking_mailbox_depth",
                                        "Messages waiting for an actor", {{"actor", "sessions"}})),
      refused_(context_->figures->counter("quickbooking_turns_refused_total",
                                          "Turns not taken because too many were under way"),
               "turns_refused", context_->log),
      restarts_(context_->figures->counter("quickbooking_session_restarts_total",
                                           "Session actors that died and were started again")),
      dead_letters_(context_->figures->counter(
          "quickbooking_dead_letters_total", "Messages put aside after they ended their session")),
      handed_over_(context_->figures->counter(
          "quickbooking_sessions_handed_over_total",
          "Sessions that left memory because another node has their customer")) {}

caf::behavior session_supervisor::make_behavior() {
  log_failures(*this, context_->log);
  links_.supervisor = caf::actor_cast<caf::actor>(this);
  set_down_handler([this](const caf::down_msg& x) { ended(x); });
  delayed_send(this, sweep_interval, tick_now{});
  return {
      [this](inbound_message& message) { accept(message); },
      [this](turn_done& x) { done(x); },
      [this](const session_settled& x) { settled(x.customer); },
      [this](const read_session& x) { pass_on(x); },
      [this](const store_replaced& x) { begin_telling(x); },
      [](const store_returned&) {},
      [this](const wake_session& x) {
        auto& mine = session_of(x.customer);
        mine.settled = false;
        send(mine.actor, x);
      },
      [this](const reply_ended& x) {
        if (auto found = sessions_.find(x.customer); found != sessions_.end())
          send(found->second.actor, x);
      },
      [this](const resend_due& x) { pass_on(x); },
      [this](const clear_session& x) { pass_on(x); },
      [this](const restore_session& x) { pass_on(x); },
      [this](finish_turns) {
        finishing_.push_back(make_response_promise());
        tell_finished();
      },
      [this](ring_changed) { other_ring(); },
      [this](others_have_store) { await_store(reunion_limit); },
      [](const continuation& x) { x.run(); },
      [this](count_sessions) {
        return session_counts{sessions_.size(), in_flight_};
      },
      [this](tick_now) { sweep(); },
  };
}

void session_supervisor::accept(inbound_message& message) {
  auto promise = make_response_promise();
  if (!awaits_store_)
    return take(message, std::move(promise));
  if (in_flight_ + held_.size() >= context_->max_in_flight)
    return refuse(promise);
  held_.push_back({std::move(message), std::move(promise)});
}

void session_supervisor::take(inbound_message& message, caf::response_promise promise) {
  auto mine = admit(message.customer);
  if (!mine)
    return refuse(promise);
  ++in_flight_;
  auto ticket = ++next_ticket_;
  mine->turns.push_back({ticket, message, std::move(promise)});
  send(mine->actor, turn_order{ticket, std::move(message)});
  let_rest(rests_per_message);
}

void session_supervisor::refuse(caf::response_promise& promise) {
  refused_.add();
  promise.deliver(overloaded_turn());
}

/// The session for a message; null if the message is refused, which starts no session and costs
/// next to nothing.
session_supervisor::entry* session_supervisor::admit(const customer_key& customer) {
  if (in_flight_ >= context_->max_in_flight)
    return nullptr;
  auto found = sessions_.find(customer);
  if (found == sessions_.end())
    return begin_if_place(customer);
  if (!takes_another(found->second))
    return nullptr;
  touch(*found);
  return &found->second;
}

bool session_supervisor::takes_another(entry& x) const {
  return x.turns.size() < context_->max_in_flight_per_customer && x.pace.take(steady_clock::now());
}

/// To the session, which answers.
template <class Question>
void session_supervisor::pass_on(const Question& x) {
  auto promise = make_response_promise();
  if (auto mine = session_if_place(x.customer))
    promise.delegate(mine->actor, x);
  else
    promise.deliver(make_error(caf::sec::runtime_error, "too many sessions are in memory"));
}

void session_supervisor::done(turn_done& x) {
  auto found = sessions_.find(x.customer);
  if (found == sessions_.end() || found->second.turns.empty()
      || found->second.turns.front().ticket != x.ticket)
    return; // of a session that died after it had sent this: the turn was given to the next one
  auto& mine = found->second;
  if (x.result.kept != turn_result::place::store)
    mine.settled = false;
  mine.turns.front().promise.deliver(std::move(x.result));
  mine.turns.erase(mine.turns.begin());
  if (mine.turns.empty())
    mine.turns.shrink_to_fit(); // an open turn's place is a tenth of what an idle session takes
  --in_flight_;
  tell_finished();
}

void session_supervisor::tell_finished() {
  if (in_flight_ > 0 || !held_.empty())
    return;
  for (auto& promise : finishing_)
    promise.deliver(true);
  finishing_.clear();
}

/// Each says that it is settled once its state is in the store again. None leaves memory before it
/// was told.
void session_supervisor::begin_telling(const store_replaced& x) {
  ++telling_;
  tell_some(x, {});
}

void session_supervisor::tell_some(const store_replaced& x, walk at) {
  const auto more = visit_some(at, [&](session_map::value_type& each) {
    auto& [customer, mine] = each;
    if (x.slots && !(*x.slots)[slot_of_key(session_key(customer))])
      return;
    mine.settled = false;
    send(mine.actor, x);
  });
  if (more)
    delayed_send(this, telling_pause, continuation{[this, x, at] { tell_some(x, at); }});
  else
    --telling_;
}

/// What was just written may be gone with the server that took it, if another one takes its place a
/// moment later: the session is idle from now on, not since its last message.
void session_supervisor::settled(const customer_key& customer) {
  auto found = sessions_.find(customer);
  if (found == sessions_.end())
    return;
  found->second.settled = true;
  idle_.touch(found->second.idle, steady_clock::now());
}

// -- other nodes ---

void session_supervisor::other_ring() {
  hand_over();
  const auto nodes = context_->cluster->current()->nodes().size();
  const auto was_alone = std::exchange(nodes_, nodes) <= 1;
  if (was_alone && nodes > 1)
    await_store(reunion_answer);
}

/// While this node was cut off, others may have gone on with its customers, in Redis. Until it has
/// Redis, too, a turn would go on from what is in memory, and lose against theirs.
void session_supervisor::await_store(milliseconds limit) {
  await_store_until_ = steady_clock::now() + limit;
  if (!std::exchange(awaits_store_, true))
    look_at_store();
}

void session_supervisor::look_at_store() {
  const auto look_again = [this] {
    if (steady_clock::now() >= await_store_until_)
      return take_held();
    delayed_send(this, reunion_interval, continuation{[this] { look_at_store(); }});
  };
  request(links_.store, reunion_limit, get_store_health{})
      .then([this,
             look_again](const store_health& x) { x.state == "ok" ? take_held() : look_again(); },
            [look_again](const caf::error&) { look_again(); });
}

void session_supervisor::take_held() {
  awaits_store_ = false;
  for (auto& x : std::exchange(held_, {}))
    take(x.message, std::move(x.promise));
  tell_finished();
}

// -- supervision ---

void session_supervisor::ended(const caf::down_msg& x) {
  auto found = by_actor_.find(x.source);
  if (found == by_actor_.end())
    return;
  auto& dead = *found->second;
  auto& [customer, mine] = dead;
  by_actor_.erase(found);
  context_->log->error("event=session_died customer={} reason=\"{}\" open_turns={}",
                       masked(customer), to_string(x.reason), mine.turns.size());
  restarts_.Increment();
  start(dead);
  retry_turns(mine, to_string(x.reason));
}

void session_supervisor::retry_turns(entry& x, const std::string& reason) {
  if (!x.turns.empty() && x.turns.front().tries++ >= max_tries) {
    bury(x.turns.front(), reason);
    x.turns.erase(x.turns.begin());
    --in_flight_;
  }
  for (auto& turn : x.turns)
    send(x.actor, turn_order{turn.ticket, turn.message});
}

/// The message counts as accepted once it can be listed and replayed.
void session_supervisor::bury(open_turn& turn, const std::string& reason) {
  dead_letters_.Increment();
  context_->log->error("event=dead_letter customer={} message_id={}", masked(turn.message.customer),
                       turn.message.message_id);
  auto answer = [to = turn.promise](bool kept) mutable {
    turn_result result;
    result.what = kept ? turn_result::kind::dead_letter : turn_result::kind::refused;
    result.why = {"dead_letter_not_kept", "the message ends its session and cannot be put aside"};
    to.deliver(std::move(result));
  };
  if (!links_.archive)
    return answer(false);
  request(links_.archive, bury_limit,
          bury_letter{{0, context_->now(), max_tries, reason, turn.message}})
      .then(answer, [answer](const caf::error&) mutable { answer(false); });
}

caf::actor spawn_session_supervisor(caf::actor_system& system, context_ptr context,
                                    caf::actor store, caf::actor archive, caf::actor calendar,
                                    caf::actor outbox) {
  session_links links;
  links.store = std::move(store);
  links.archive = std::move(archive);
  links.calendar = std::move(calendar);
  links.outbox = std::move(outbox);
  return system.spawn<session_supervisor>(std::move(context), std::move(links));
}

} // namespace quickbooking
