#include "actors/fault_points.hpp"
#include "actors/http/front_door_actor.hpp"
#include "net/http/signature.hpp"

#include <caf/all.hpp>
#include <spdlog/logger.h>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// Answers a webhook once all its messages have been accepted, or one has not.
struct delivery {
  http_responder respond;
  prometheus::Histogram& seconds;
  refusals& refused;
  steady_clock::time_point started = steady_clock::now();
  std::size_t missing = 1; // one for the loop that hands them out
  bool accepted = true;

  void arrived(bool was_accepted) {
    accepted = accepted && was_accepted;
    if (--missing > 0)
      return;
    seconds.Observe(duration<double>(steady_clock::now() - started).count());
    fault_points::before(way_step::answer);
    if (!accepted)
      refused.add();
    respond(accepted ? http_response{200, "EVENT_RECEIVED", "text/plain", {}}
                     : error_response(503, {"not_accepted", "try again"}));
    fault_points::after(way_step::answer);
  }
};

} // namespace

void front_door_actor::verify_webhook(http_call& call) {
  auto& request = call.request;
  auto token = request.query_value("hub.verify_token");
  if (request.query_value("hub.mode") != "subscribe" || options_.verify_token.empty()
      || !equal_constant_time(token, options_.verify_token))
    return call.respond(
        error_response(403, {"wrong_verify_token", "mode or verify token is wrong"}));
  call.respond({200, request.query_value("hub.challenge"), "text/plain", {}});
}

void front_door_actor::receive_webhook(http_call& call) {
  auto& request = call.request;
  if (options_.app_secret.empty()
      || !is_signed(options_.app_secret, request.body, request.signature)) {
    deliveries("bad_signature").Increment();
    return call.respond(
        error_response(401, {"bad_signature", "X-Hub-Signature-256 does not fit the body"}));
  }
  fault_points::before(way_step::decode);
  auto batch = decode_webhook(request.body);
  fault_points::after(way_step::decode);
  if (!batch) {
    deliveries("malformed").Increment();
    return call.respond(error_response(400, batch.error()));
  }
  deliveries("accepted").Increment();
  count(*batch);
  auto pending = std::make_shared<delivery>(delivery{call.respond, webhook_seconds_, refused_});
  for (auto& message : batch->messages)
    if (auto admitted = admit(std::move(message))) {
      ++pending->missing;
      this->request(router_, caf::infinite, std::move(*admitted))
          .then([pending](const turn_result& x) { pending->arrived(is_accepted(x)); },
                [pending](const caf::error&) { pending->arrived(false); });
    }
  pending->arrived(true);
}

prometheus::Counter& front_door_actor::deliveries(std::string result) {
  return context_->figures->counter("quickbooking_webhooks_total", "Deliveries by Meta",
                                    {{"result", std::move(result)}});
}

void front_door_actor::count(const webhook_batch& batch) {
  auto items = [&](std::string kind) -> auto& {
    return context_->figures->counter("quickbooking_webhook_items_total",
                                      "What deliveries by Meta held", {{"kind", std::move(kind)}});
  };
  items("message").Increment(static_cast<double>(batch.messages.size()));
  items("ignored").Increment(static_cast<double>(batch.ignored.size()));
  items("invalid").Increment(static_cast<double>(batch.invalid.size()));
  for (auto& why : batch.invalid)
    context_->log->warn("event=webhook_item_invalid why=\"{}\"", why);
  for (auto& x : batch.statuses) {
    items("status_" + x.status).Increment();
    if (x.status == "failed")
      context_->log->warn("event=delivery_failed out_id={} code={}", x.callback_data, x.error_code);
    tell_arrived(x);
  }
}

/// A reply need not be sent again if WhatsApp has it, which its node may not have lived to note
/// (P4). The first status is enough: the others would be asked of Redis in vain.
void front_door_actor::tell_arrived(const delivery_status& x) {
  const auto is_first = x.status == "sent" || x.status == "failed";
  if (due_replies_ && is_first && x.customer && !x.callback_data.empty())
    send(due_replies_, send_report{*x.customer, x.callback_data, true, {}});
}

std::optional<inbound_message> front_door_actor::admit(inbound_message message) {
  auto drop = [&](std::string why) {
    context_->figures
        ->counter("quickbooking_messages_dropped_total", "Accepted messages that need no turn",
                  {{"why", std::move(why)}})
        .Increment();
    return std::nullopt;
  };
  auto where = context_->salons->by_phone_number_id(message.phone_number_id);
  if (!where)
    return drop("unknown_number");
  auto now = context_->now();
  if (message.sent_at == instant{})
    message.sent_at = now;
  if (now - message.sent_at > service_window)
    return drop("stale");
  message.salon_id = where->id;
  return message;
}

} // namespace quickbooking
