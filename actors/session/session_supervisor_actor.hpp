#pragma once

#include "actors/cores/lru_idle.hpp"
#include "actors/cores/token_bucket.hpp"
#include "actors/refusals.hpp"
#include "actors/session/session_actor.hpp"
#include "actors/session/session_supervisor.hpp"

#include <caf/all.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

namespace quickbooking {

/// Behind `spawn_session_supervisor`. Who is in memory, and who leaves it, is in a file of its own.
/// What concerns all sessions is done for some at a time (P10).
class session_supervisor : public caf::event_based_actor {
public:
  session_supervisor(caf::actor_config& cfg, context_ptr context, session_links links);

  caf::behavior make_behavior() override;

  /// Ends the circle of handles between supervisor and sessions. It may be called by the
  /// destructor: nobody is told who sends this.
  void on_exit() override {
    for (auto& [customer, x] : sessions_)
      caf::anon_send_exit(x.actor, caf::exit_reason::user_shutdown);
    sessions_.clear();
    links_ = {};
  }

  const char* name() const override { return "quickbooking.sessions"; }

private:
  static constexpr std::chrono::seconds sweep_interval{1};

  /// A turn that its session has not finished.
  struct open_turn {
    std::uint64_t ticket;
    inbound_message message;
    caf::response_promise promise;
    int tries = 1;
  };

  /// A message that is not given to a session yet.
  struct held_turn {
    inbound_message message;
    caf::response_promise promise;
  };

  struct entry {
    caf::actor actor;
    std::vector<open_turn> turns; ///< the first is under way; small, unlike an empty deque
    token_bucket pace;            ///< of the messages that it is sent
    lru_idle::place idle{};       ///< among all
    lru_idle::place awake{};      ///< among those that do not rest; none if it rests
    bool rests = true;
    bool settled = true; ///< memory and store agree
  };

  using session_map = std::unordered_map<customer_key, entry>;

  /// A place on the way through all sessions.
  struct walk {
    std::size_t bucket = 0;
    std::size_t buckets = 0;
  };

  void accept(inbound_message& message);
  void take(inbound_message& message, caf::response_promise promise);
  void refuse(caf::response_promise& promise);
  entry* admit(const customer_key& customer);
  bool takes_another(entry& x) const;
  bool may_leave(const entry& x) const { return x.turns.empty() && x.settled && telling_ == 0; }
  template <class Question>
  void pass_on(const Question& x);
  void done(turn_done& x);
  void tell_finished();
  void begin_telling(const store_replaced& x);
  void tell_some(const store_replaced& x, walk at);
  void settled(const customer_key& customer);
  void ended(const caf::down_msg& x);
  void retry_turns(entry& x, const std::string& reason);
  void bury(open_turn& turn, const std::string& reason);
  entry& session_of(const customer_key& customer);
  entry* session_if_place(const customer_key& customer);
  entry& begin(const customer_key& customer);
  entry* begin_if_place(const customer_key& customer);
  void start(session_map::value_type& x);
  void touch(session_map::value_type& x);
  std::size_t release_idle(std::chrono::seconds idle_for, std::size_t limit);
  void other_ring();
  void await_store(std::chrono::milliseconds limit);
  void look_at_store();
  void take_held();
  void hand_over();
  void hand_over_some();
  void release(session_map::value_type& x);
  std::size_t let_rest(std::size_t limit);
  void sweep();
  bool visit_some(walk& at, const std::function<void(session_map::value_type&)>& visit);

  context_ptr context_;
  session_links links_;
  session_map sessions_;
  std::unordered_map<caf::actor_addr, session_map::value_type*> by_actor_;
  lru_idle idle_;
  lru_idle awake_; ///< those that do not rest
  std::uint64_t next_ticket_ = 0;
  std::size_t in_flight_ = 0;
  std::size_t nodes_ = 1; ///< of the ring
  std::optional<walk> handing_over_;
  std::size_t telling_ = 0; ///< walks that tell sessions of a store that was replaced
  bool awaits_store_ = false;
  steady_time await_store_until_;
  std::vector<held_turn> held_; ///< meanwhile
  std::vector<caf::response_promise> finishing_;
  prometheus::Gauge& live_;
  prometheus::Gauge& resting_;
  prometheus::Gauge& in_flight_gauge_;
  prometheus::Gauge& mailbox_;
  refusals refused_;
  prometheus::Counter& restarts_;
  prometheus::Counter& dead_letters_;
  prometheus::Counter& handed_over_;
};

} // namespace quickbooking
