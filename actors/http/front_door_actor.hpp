#pragma once

#include "actors/http/front_door.hpp"
#include "actors/http/http_answers.hpp"
#include "actors/protocol.hpp"
#include "actors/refusals.hpp"

#include <caf/event_based_actor.hpp>

#include <chrono>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace quickbooking {

/// Behind `spawn_front_door`. Routes and what operators ask are in front_door.cpp; the webhook and
/// `/v1` have files of their own.
class front_door_actor : public caf::event_based_actor {
public:
  front_door_actor(caf::actor_config& cfg, context_ptr context, front_door_options options,
                   caf::actor router, caf::actor directory, caf::actor archive,
                   caf::actor node_desk, caf::actor due_replies);

  caf::behavior make_behavior() override;

  void on_exit() override {
    router_ = nullptr;
    directory_ = nullptr;
    archive_ = nullptr;
    node_desk_ = nullptr;
    due_replies_ = nullptr;
  }

  const char* name() const override { return "quickbooking.front_door"; }

private:
  using method = void (front_door_actor::*)(http_call&);

  struct route {
    std::string_view verb;
    std::string_view path; ///< `*` stands for one non-empty segment
    method handler;
    bool needs_token = false;
  };

  static const std::vector<route>& routes();

  void answer(http_call& call);
  bool may_enter(const http_request& request) const;

  void verify_webhook(http_call& call);
  void receive_webhook(http_call& call);
  void booking_request(http_call& call);
  void button_click(http_call& call);
  void list(http_call& call);
  void statistics(http_call& call);
  void clear_expired_sessions(http_call& call);
  void read_one(http_call& call);
  void clear_one(http_call& call);
  void restore_one(http_call& call);
  void list_dead_letters(http_call& call);
  void replay_dead_letter(http_call& call);
  void remove_dead_letter(http_call& call);
  void list_all_nodes(http_call& call);
  void read_one_node(http_call& call);
  void drain_one_node(http_call& call);
  void alive(http_call& call);
  void ready(http_call& call);
  void figures(http_call& call);
  void demo(http_call& call);

  prometheus::Counter& deliveries(std::string result);
  void count(const webhook_batch& batch);
  void tell_arrived(const delivery_status& x);
  std::optional<inbound_message> admit(inbound_message message);
  void take_turn(http_call& call, result<inbound_message> message, bool with_session);

  /// Responds with what `then` makes of the answer; with 503 if there cannot be one. How long the
  /// client waits is the HTTP server's affair.
  template <class Answer, class Message, class F>
  void ask(const caf::actor& whom, Message what, const http_responder& respond, F then) {
    request(whom, caf::infinite, std::move(what))
        .then([respond, then](const Answer& x) { respond(then(x)); },
              [respond](const caf::error&) { respond(unavailable()); });
  }

  /// Nothing but a template may be sent to a customer who last wrote longer ago (Cloud API's
  /// customer service window); such a late delivery is accepted and counted.
  static constexpr std::chrono::hours service_window{24};

  context_ptr context_;
  front_door_options options_;
  caf::actor router_;
  caf::actor directory_;
  caf::actor archive_;
  caf::actor node_desk_;
  caf::actor due_replies_; ///< null: nothing is sent
  prometheus::Histogram& webhook_seconds_;
  refusals refused_;
  prometheus::Gauge& mailbox_;
};

} // namespace quickbooking
