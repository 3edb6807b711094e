#include "actors/outbox/outbox.hpp"

#include "actors/failure_log.hpp"
#include "actors/fault_points.hpp"
#include "actors/outbox/outbox_journal.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"

#include <caf/all.hpp>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

namespace quickbooking {

namespace {

send_try to_try(const graph_http_answer& x) {
  using transport = graph_http_answer::transport;
  send_try result;
  result.left = x.how != transport::not_sent;
  if (x.how == transport::answered)
    result.answer = decode_send_answer(x.status, x.body);
  else
    result.answer.details = x.reason;
  return result;
}

send_try without_token() {
  send_try result;
  result.answer.outcome = send_outcome::configuration;
  result.answer.details = "no token for this number";
  return result;
}

class outbox : public caf::event_based_actor {
public:
  outbox(caf::actor_config& config, std::shared_ptr<graph_client> client, outbox_options options,
         caf::actor listener, metrics& figures, log_ptr log)
      : caf::event_based_actor{config},
        client_{std::move(client)},
        options_{std::move(options)},
        listener_{std::move(listener)},
        log_{std::move(log)},
        journal_{figures, log_},
        queue_{options_} {}

  const char* name() const override { return "quickbooking.outbox"; }

  caf::behavior make_behavior() override;

  void on_exit() override {
    answer_drains(steady_time::max());
    listener_ = nullptr;
    client_.reset();
  }

private:
  struct drain {
    steady_time limit;
    caf::response_promise promise;
  };

  // -- messages -----------------------------------------------------------------------------------

  void take(send_order order);
  void settle(const post_done& post);
  caf::result<std::uint64_t> start_drain(std::chrono::milliseconds limit);

  // -- helpers ------------------------------------------------------------------------------------

  void pump();
  void depart(const send_queue::departure& x);
  void apply(const post_done& post, const send_try& x);
  void finish(const send_end& x);
  void answer_drains(steady_time now);
  void arm();
  const std::string& token_for(const std::string& phone_number_id) const;
  steady_time now() const { return clock().now(); }
  double jitter() { return std::uniform_real_distribution{0.0, 1.0}(random_); }

  std::shared_ptr<graph_client> client_;
  outbox_options options_;
  caf::actor listener_;
  log_ptr log_;
  outbox_journal journal_;
  send_queue queue_;
  std::minstd_rand random_{std::random_device{}()};
  steady_time armed_ = steady_time::max();
  std::vector<drain> drains_;
};

caf::behavior outbox::make_behavior() {
  log_failures(*this, log_);
  return {
      [this](send_order& order) { take(std::move(order)); },
      [this](const post_done& post) { settle(post); },
      [this](outbox_tick tick) {
        if (tick.due != armed_)
          return;
        armed_ = steady_time::max();
        pump();
      },
      [this](count_orders) { return std::uint64_t{queue_.size()}; },
      [this](drain_orders x) { return start_drain(x.limit); },
  };
}

// -- messages
// ---------------------------------------------------------------------------------------

void outbox::take(send_order order) {
  for (const auto& end : queue_.push(std::move(order), now()))
    finish(end);
  pump();
}

void outbox::settle(const post_done& post) {
  fault_points::after(way_step::send);
  apply(post, to_try(post.answer));
  pump();
}

caf::result<std::uint64_t> outbox::start_drain(std::chrono::milliseconds limit) {
  auto promise = make_response_promise<std::uint64_t>();
  drains_.push_back({now() + limit, promise});
  pump();
  return promise;
}

// -- helpers
// ----------------------------------------------------------------------------------------

/// Sends all that may go, and sees that it is called again when more may.
void outbox::pump() {
  while (auto next = queue_.pop(now()))
    depart(*next);
  journal_.queue(queue_.size(), queue_.in_flight());
  answer_drains(now());
  arm();
}

void outbox::depart(const send_queue::departure& x) {
  const auto& [customer, number, out_id, content] = x.order;
  post_done post{x.id, customer, number, now(), {}};
  const auto& token = token_for(number);
  if (token.empty()) {
    apply(post, without_token());
    return;
  }
  auto done = [self = caf::actor_cast<caf::actor>(this), post](graph_http_answer answer) mutable {
    post.answer = std::move(answer);
    caf::anon_send(self, std::move(post));
  };
  fault_points::before(way_step::send);
  client_->post_message(number, token, to_send_body(customer, content, out_id), std::move(done));
}

void outbox::apply(const post_done& post, const send_try& x) {
  const auto& number = post.phone_number_id;
  const auto was = queue_.paused_by(number);
  const auto end = queue_.settle(post.id, x, now(), jitter());
  journal_.tried(post, x, !end, now());
  journal_.paused(number, was, queue_.paused_by(number));
  if (end)
    finish(*end);
}

void outbox::finish(const send_end& x) {
  journal_.ended(x, now());
  send(listener_, x.report);
}

void outbox::answer_drains(steady_time now) {
  const auto ended = [&](drain& x) {
    if (queue_.size() > 0 && now < x.limit)
      return false;
    x.promise.deliver(std::uint64_t{queue_.size()});
    return true;
  };
  drains_.erase(std::remove_if(drains_.begin(), drains_.end(), ended), drains_.end());
}

/// Timers of CAF cannot be cancelled: there is one for the earliest event, and a later one only
/// after it.
void outbox::arm() {
  auto due = queue_.next_due(now());
  for (const auto& x : drains_)
    due = std::min(due, x.limit);
  if (due >= armed_)
    return;
  armed_ = due;
  delayed_send(this, due - now(), outbox_tick{due});
}

const std::string& outbox::token_for(const std::string& phone_number_id) const {
  const auto own = options_.tokens.find(phone_number_id);
  return own == options_.tokens.end() ? options_.default_token : own->second;
}

} // namespace

caf::actor spawn_outbox(caf::actor_system& system, std::shared_ptr<graph_client> client,
                        outbox_options options, caf::actor listener, metrics& figures,
                        log_ptr log) {
  return system.spawn<outbox>(std::move(client), std::move(options), std::move(listener),
                              std::ref(figures), std::move(log));
}

} // namespace quickbooking
