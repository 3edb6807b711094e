#include "actors/orderly_stop.hpp"

#include "actors/cluster/peer_messages.hpp"
#include "actors/failure_log.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <optional>
#include <utility>
#include <vector>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// How often what has to come to an end is looked at.
constexpr milliseconds look_interval{20};

/// What is in the archive waits so long for a Redis that is just coming back (four probes of the
/// breaker), so that another node finds it there. After that it is left to this node's next start.
constexpr seconds return_limit{1};

/// For actors to end once nothing is under way any more.
constexpr seconds end_limit{1};

class orderly_stop : public caf::event_based_actor {
public:
  orderly_stop(caf::actor_config& cfg, stop_order what)
      : caf::event_based_actor{cfg},
        parts_{std::move(what.parts)},
        what_{std::move(what)} {}

  caf::behavior make_behavior() override {
    log_failures(*this, what_.log);
    set_down_handler([this](caf::down_msg&) { end_next(); });
    end_ = now() + what_.limit;
    leave_ring();
    return {[](const continuation& x) { x.run(); }};
  }

  const char* name() const override { return "quickbooking.orderly_stop"; }

private:
  using step = void (orderly_stop::*)();

  // -- what is under way ---

  /// First of all: what comes in from now on goes to the others.
  void leave_ring() {
    ask_yes(parts_.gateway, leave_cluster{}, end_, [this](bool) {
      ask_yes(parts_.membership, leave_cluster{}, end_, [this](bool) { close_door(); });
    });
  }

  /// Who came in is answered before the parts that answer end: what is dropped with them was not
  /// taken (P2). A client that does not end its request gets half of the time.
  void close_door() {
    later((end_ - now()) / 2, [this] { door_closed(); });
    what_.close_door([me = caf::actor_cast<caf::actor>(this), this] {
      caf::anon_send(me, continuation{[this] { door_closed(); }});
    });
  }

  void door_closed() {
    if (!std::exchange(door_is_closed_, true))
      finish_turns();
  }

  void finish_turns() {
    ask_yes(parts_.sessions, quickbooking::finish_turns{}, end_, [this](bool here) {
      if (!parts_.gateway)
        return flush(here);
      ask_yes(parts_.gateway, quickbooking::finish_turns{}, end_,
              [this, here](bool there) { flush(here && there); });
    });
  }

  /// The store supervisor has dirty sessions written as soon as Redis is back. Half of the time is
  /// for that, the rest for the outbox.
  void flush(bool finished) {
    in_order_ = finished;
    flush_end_ = now() + (end_ - now()) / 2;
    returns_ = now() + return_limit;
    look_at_dirty();
  }

  void look_at_dirty() {
    ask<store_health>(parts_.store, get_store_health{}, flush_end_,
                      [this](std::optional<store_health> x) { flushed(std::move(x)); });
  }

  void flushed(std::optional<store_health> x) {
    if (x)
      dirty_ = x->dirty_sessions;
    const auto is_kept = x && x->state == "degraded" && what_.archive
                         && dirty_ <= what_.archive->ahead && now() >= returns_;
    if (x && dirty_ > 0 && !is_kept)
      return look_later(&orderly_stop::look_at_dirty);
    if (is_kept)
      what_.log->warn("event=dirty_sessions_left count={} in=archive", dirty_);
    if (!x && dirty_ > 0)
      what_.log->error("event=dirty_sessions_lost count={}", dirty_);
    else if (!x)
      what_.log->warn("event=dirty_sessions_unknown");
    in_order_ = in_order_ && x;
    drain();
  }

  void drain() {
    if (!parts_.order_keeper)
      return end_parts();
    const auto left = std::max(duration_cast<milliseconds>(end_ - now()), milliseconds{0});
    ask<std::uint64_t>(parts_.order_keeper, drain_orders{left}, end_ + seconds{1},
                       [this](std::optional<std::uint64_t> orders) {
                         in_order_ = in_order_ && orders == 0u;
                         look_at_reports();
                       });
  }

  /// What the store does not hear of is sent a second time by the next node. While Redis is away
  /// that cannot be helped for what it knows as due; the rest is the archive's, which has heard of
  /// it.
  void look_at_reports() {
    ask<store_health>(
        parts_.store, get_store_health{}, end_, [this](std::optional<store_health> x) {
          if (x && x->state == "degraded")
            return end_parts();
          ask<std::uint64_t>(parts_.due_replies, count_orders{}, end_,
                             [this](std::optional<std::uint64_t> untold) { told(untold); });
        });
  }

  void told(std::optional<std::uint64_t> untold) {
    if (untold && *untold > 0)
      return look_later(&orderly_stop::look_at_reports);
    in_order_ = in_order_ && untold;
    end_parts();
  }

  // -- actors ---

  /// One after the other, so that nobody gives work to one that has ended.
  void end_parts() {
    auto& x = parts_;
    for (auto part : {&x.front_door, &x.router, &x.directory, &x.membership, &x.gateway,
                      &x.node_desk, &x.sessions, &x.order_keeper, &x.outbox, &x.due_replies,
                      &x.calendar, &x.archive, &x.store})
      if (*part)
        ending_.push_back(std::move(*part));
    const auto left = std::max(duration_cast<milliseconds>(end_ - now()), milliseconds{0});
    later(left + end_limit, [this] { cut_off(); });
    end_next();
  }

  void end_next() {
    if (ended_ == ending_.size())
      return finish(in_order_);
    const auto part = std::exchange(ending_[ended_++], nullptr);
    monitor(part);
    send_exit(part, caf::exit_reason::user_shutdown);
  }

  void cut_off() {
    what_.log->error("event=actors_cut_off count={}", ending_.size() - ended_ + 1);
    for (auto& part : ending_)
      if (part)
        send_exit(part, caf::exit_reason::user_shutdown);
    finish(false);
  }

  void finish(bool in_order) {
    ending_.clear();
    quit();
    if (auto done = std::exchange(what_.done, nullptr))
      done(in_order);
  }

  // -- helpers ---

  time_point<steady_clock> now() const { return clock().now(); }

  void later(steady_clock::duration delay, std::function<void()> run) {
    delayed_send(this, delay, continuation{std::move(run)});
  }

  void look_later(step what) {
    later(look_interval, [this, what] { (this->*what)(); });
  }

  /// Nothing if there is no answer by `end`.
  template <class Answer, class Message, class Then>
  void ask(const caf::actor& whom, Message what, time_point<steady_clock> end, Then then) {
    const auto left = duration_cast<milliseconds>(end - now());
    if (!whom || left <= milliseconds{0})
      return then(std::nullopt);
    request(whom, left, std::move(what))
        .then([then](Answer& x) mutable { then(std::optional{std::move(x)}); },
              [then](const caf::error&) mutable { then(std::optional<Answer>{}); });
  }

  template <class Message, class Then>
  void ask_yes(const caf::actor& whom, Message what, time_point<steady_clock> end, Then then) {
    ask<bool>(whom, std::move(what), end,
              [then](std::optional<bool> x) mutable { then(x.value_or(false)); });
  }

  node_parts parts_;
  stop_order what_;
  time_point<steady_clock> end_{};
  time_point<steady_clock> flush_end_{};
  time_point<steady_clock> returns_{};
  std::size_t dirty_ = 0;
  bool door_is_closed_ = false;
  bool in_order_ = true;
  std::vector<caf::actor> ending_;
  std::size_t ended_ = 0;
};

} // namespace

void stop_in_order(caf::actor_system& system, stop_order what) {
  system.spawn<orderly_stop>(std::move(what));
}

} // namespace quickbooking
