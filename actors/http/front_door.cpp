#include "actors/http/front_door.hpp"

#include "actors/failure_log.hpp"
#include "actors/fault_points.hpp"
#include "actors/http/demo_page.hpp"
#include "actors/http/http_answers.hpp"
#include "actors/protocol.hpp"
#include "actors/refusals.hpp"
#include "net/http/signature.hpp"
#include "net/http/url.hpp"

#include <caf/all.hpp>
#include <spdlog/spdlog.h>

#include <charconv>

namespace quickbooking {

namespace {

using namespace std::chrono;

/// A request whose actors do not answer for so long gets a 503.
constexpr seconds answer_limit{20};

/// Nothing but a template may be sent to a customer who last wrote longer ago (Cloud API's customer
/// service window); such a late delivery is accepted and counted.
constexpr hours service_window{24};

constexpr std::size_t max_page = 1000;

constexpr std::string_view bearer = "Bearer ";

class front_door : public caf::event_based_actor {
public:
  front_door(caf::actor_config& cfg, context_ptr context, front_door_options options,
             caf::actor router, caf::actor directory, caf::actor archive);

  caf::behavior make_behavior() override;

  void on_exit() override {
    router_ = nullptr;
    directory_ = nullptr;
    archive_ = nullptr;
  }

  const char* name() const override { return "quickbooking.front_door"; }

private:
  using method = void (front_door::*)(http_call&);

  struct route {
    std::string_view verb;
    std::string_view path; ///< a final `*` stands for one non-empty segment
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
  void list_dead_letters(http_call& call);
  void replay_dead_letter(http_call& call);
  void remove_dead_letter(http_call& call);
  void alive(http_call& call);
  void ready(http_call& call);
  void figures(http_call& call);
  void demo(http_call& call);

  void count(const webhook_batch& batch);
  std::optional<inbound_message> admit(inbound_message message);
  void take_turn(http_call& call, result<inbound_message> message, bool with_session);

  template <class Answer, class Message, class F>
  void ask(const caf::actor& whom, Message what, const http_responder& respond, F then);

  context_ptr context_;
  front_door_options options_;
  caf::actor router_;
  caf::actor directory_;
  caf::actor archive_;
  prometheus::Histogram& webhook_seconds_;
  refusals refused_;
  prometheus::Gauge& mailbox_;
};

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

http_response json_answer(std::string body) {
  http_response answer;
  answer.body = std::move(body);
  return answer;
}

/// The last segment of the path, decoded: `/v1/sessions/%2B1555` gives `+1555`.
std::string last_segment(const std::string& path) {
  return percent_decode(path.substr(path.rfind('/') + 1));
}

/// All of the text as a number; nothing for any other text.
template <class T>
std::optional<T> to_number(std::string_view text) {
  T value{};
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

/// The query's `limit`, if there is one; false if it is none of 1..`max_page`.
bool read_limit(const http_request& request, std::size_t& limit) {
  auto text = request.query_value("limit");
  if (!text.empty())
    limit = to_number<std::size_t>(text).value_or(0);
  return limit >= 1 && limit <= max_page;
}

bool fits(std::string_view pattern, std::string_view path) {
  if (!pattern.ends_with('*'))
    return pattern == path;
  pattern.remove_suffix(1);
  return path.starts_with(pattern) && path.size() > pattern.size()
         && path.find('/', pattern.size()) == std::string_view::npos;
}

front_door::front_door(caf::actor_config& cfg, context_ptr context, front_door_options options,
                       caf::actor router, caf::actor directory, caf::actor archive)
    : caf::event_based_actor(cfg),
      context_(std::move(context)),
      options_(std::move(options)),
      router_(std::move(router)),
      directory_(std::move(directory)),
      archive_(std::move(archive)),
      webhook_seconds_(context_->figures->latency("quickbooking_webhook_seconds",
                                                  "From a signed delivery to its answer")),
      refused_(context_->figures->counter(
                   "quickbooking_deliveries_refused_total",
                   "Deliveries answered with 503: not all of their messages were accepted"),
               "deliveries_refused"),
      mailbox_(context_->figures->gauge("quickbooking_mailbox_depth",
                                        "Messages waiting for an actor",
                                        {{"actor", "front_door"}})) {}

caf::behavior front_door::make_behavior() {
  log_failures(*this);
  return {[this](http_call& call) { answer(call); }};
}

// -- routes ---

const std::vector<front_door::route>& front_door::routes() {
  using self = front_door;
  static const std::vector<route> table{
      {"GET", "/webhook", &self::verify_webhook},
      {"POST", "/webhook", &self::receive_webhook},
      {"POST", "/v1/booking-requests", &self::booking_request, true},
      {"POST", "/v1/button-clicks", &self::button_click, true},
      {"GET", "/v1/sessions", &self::list, true},
      {"GET", "/v1/sessions/statistics", &self::statistics, true},
      {"POST", "/v1/sessions/clear-expired", &self::clear_expired_sessions, true},
      {"GET", "/v1/sessions/*", &self::read_one, true},
      {"DELETE", "/v1/sessions/*", &self::clear_one, true},
      {"GET", "/v1/dead-letters", &self::list_dead_letters, true},
      {"DELETE", "/v1/dead-letters/*", &self::remove_dead_letter, true},
      {"POST", "/v1/dead-letter-replays", &self::replay_dead_letter, true},
      {"GET", "/healthz", &self::alive},
      {"GET", "/readyz", &self::ready},
      {"GET", "/metrics", &self::figures},
      {"GET", "/", &self::demo},
      {"GET", "/*", &self::demo},
  };
  return table;
}

void front_door::answer(http_call& call) {
  mailbox_.Set(static_cast<double>(mailbox().size()));
  auto& request = call.request;
  auto path_is_known = false;
  for (auto& x : routes()) {
    if (!fits(x.path, request.path))
      continue;
    path_is_known = true;
    if (x.verb != request.method)
      continue;
    if (x.needs_token && !may_enter(request))
      return call.respond(error_response(401, {"unauthorized", "a valid bearer token is needed"}));
    return (this->*x.handler)(call);
  }
  if (path_is_known)
    return call.respond(
        error_response(405, {"method_not_allowed", request.method + " is not offered here"}));
  call.respond(error_response(404, {"not_found", "there is nothing at this path"}));
}

bool front_door::may_enter(const http_request& request) const {
  if (options_.api_token.empty())
    return request.from_loopback;
  std::string_view given = request.authorization;
  return given.starts_with(bearer)
         && equal_constant_time(given.substr(bearer.size()), options_.api_token);
}

// -- webhook ---

void front_door::verify_webhook(http_call& call) {
  auto& request = call.request;
  auto token = request.query_value("hub.verify_token");
  if (request.query_value("hub.mode") != "subscribe" || options_.verify_token.empty()
      || !equal_constant_time(token, options_.verify_token))
    return call.respond(
        error_response(403, {"wrong_verify_token", "mode or verify token is wrong"}));
  call.respond({200, request.query_value("hub.challenge"), "text/plain", {}});
}

void front_door::receive_webhook(http_call& call) {
  auto& request = call.request;
  auto& all = *context_->figures;
  auto counted = [&](std::string end) -> auto& {
    return all.counter("quickbooking_webhooks_total", "Deliveries by Meta",
                       {{"result", std::move(end)}});
  };
  if (options_.app_secret.empty()
      || !is_signed(options_.app_secret, request.body, request.signature)) {
    counted("bad_signature").Increment();
    return call.respond(
        error_response(401, {"bad_signature", "X-Hub-Signature-256 does not fit the body"}));
  }
  fault_points::before(way_step::decode);
  auto batch = decode_webhook(request.body);
  fault_points::after(way_step::decode);
  if (!batch) {
    counted("malformed").Increment();
    return call.respond(error_response(400, batch.error()));
  }
  counted("accepted").Increment();
  count(*batch);
  auto pending = std::make_shared<delivery>(delivery{call.respond, webhook_seconds_, refused_});
  for (auto& message : batch->messages)
    if (auto admitted = admit(std::move(message))) {
      ++pending->missing;
      this->request(router_, answer_limit, std::move(*admitted))
          .then([pending](const turn_result& x) { pending->arrived(is_accepted(x)); },
                [pending](const caf::error&) { pending->arrived(false); });
    }
  pending->arrived(true);
}

void front_door::count(const webhook_batch& batch) {
  auto items = [&](std::string kind) -> auto& {
    return context_->figures->counter("quickbooking_webhook_items_total",
                                      "What deliveries by Meta held", {{"kind", std::move(kind)}});
  };
  items("message").Increment(static_cast<double>(batch.messages.size()));
  items("ignored").Increment(static_cast<double>(batch.ignored.size()));
  items("invalid").Increment(static_cast<double>(batch.invalid.size()));
  for (auto& why : batch.invalid)
    spdlog::warn("event=webhook_item_invalid why=\"{}\"", why);
  for (auto& x : batch.statuses) {
    items("status_" + x.status).Increment();
    if (x.status == "failed")
      spdlog::warn("event=delivery_failed out_id={} code={}", x.callback_data, x.error_code);
  }
}

std::optional<inbound_message> front_door::admit(inbound_message message) {
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

// -- /v1 ---

void front_door::take_turn(http_call& call, result<inbound_message> message, bool with_session) {
  if (!message)
    return call.respond(error_response(400, message.error()));
  if (!message->salon_id.empty() && !context_->salons->by_id(message->salon_id))
    return call.respond(error_response(404, {"unknown_salon", "salonId names no active salon"}));
  ask<turn_result>(router_, std::move(*message), call.respond,
                   [with_session](const auto& x) { return to_answer(x, with_session); });
}

void front_door::booking_request(http_call& call) {
  take_turn(call, decode_booking_request(call.request.body, context_->now()), true);
}

void front_door::button_click(http_call& call) {
  take_turn(call, decode_button_click(call.request.body, context_->now()), false);
}

void front_door::list(http_call& call) {
  list_sessions order;
  order.cursor = call.request.query_value("cursor");
  if (!read_limit(call.request, order.limit))
    return call.respond(error_response(400, {"invalid_field", "limit must be 1..1000"}));
  if (order.cursor.find_first_not_of("0123456789") != std::string::npos)
    return call.respond(error_response(400, {"invalid_field", "cursor is not one of ours"}));
  ask<directory_reply>(directory_, std::move(order), call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door::statistics(http_call& call) {
  ask<directory_reply>(directory_, get_statistics{}, call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door::clear_expired_sessions(http_call& call) {
  ask<directory_reply>(directory_, clear_expired{}, call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door::read_one(http_call& call) {
  auto customer = make_customer_key(last_segment(call.request.path));
  if (!customer)
    return call.respond(error_response(400, customer.error()));
  ask<session_info>(router_, read_session{*customer}, call.respond,
                    [](const auto& x) { return to_answer(x); });
}

void front_door::clear_one(http_call& call) {
  auto customer = make_customer_key(last_segment(call.request.path));
  if (!customer)
    return call.respond(error_response(400, customer.error()));
  ask<session_info>(router_, clear_session{*customer}, call.respond, [](const session_info& x) {
    return x.available && x.found ? json_answer(R"({"cleared":true})") : to_answer(x);
  });
}

// -- dead letters ---

void front_door::list_dead_letters(http_call& call) {
  list_letters order;
  auto cursor = call.request.query_value("cursor");
  if (!read_limit(call.request, order.limit))
    return call.respond(error_response(400, {"invalid_field", "limit must be 1..1000"}));
  auto after = to_number<std::int64_t>(cursor.empty() ? "0" : cursor);
  if (!after)
    return call.respond(error_response(400, {"invalid_field", "cursor is not one of ours"}));
  order.after = *after;
  ask<directory_reply>(archive_, order, call.respond, [](const auto& x) { return to_answer(x); });
}

/// The message takes its turn under its own id, so that it takes effect once however often it is
/// replayed.
void front_door::replay_dead_letter(http_call& call) {
  auto id = decode_replay(call.request.body);
  if (!id)
    return call.respond(error_response(400, id.error()));
  auto unavailable = [respond = call.respond](const caf::error&) {
    respond(error_response(503, {"unavailable", "the part that answers this is not available"}));
  };
  auto replay = [this, id, respond = call.respond, unavailable](letter_reply& x) {
    auto& message = x.what.message;
    if (!x.found)
      return respond(to_answer(x));
    if (message.via == channel::whatsapp && context_->now() - message.sent_at > service_window)
      return respond(error_response(
          409, {"window_closed", "the customer wrote more than 24 h ago: no reply may be sent"}));
    request(router_, answer_limit, std::move(message))
        .then(
            [this, id, respond](const turn_result& end) {
              using kind = turn_result::kind;
              if (end.what == kind::handled || end.what == kind::duplicate)
                caf::anon_send(archive_, remove_letter{*id}); // the answer is of no interest
              respond(to_answer(end, true));
            },
            unavailable);
  };
  request(archive_, answer_limit, read_letter{*id}).then(replay, unavailable);
}

void front_door::remove_dead_letter(http_call& call) {
  auto id = to_number<std::int64_t>(last_segment(call.request.path));
  if (!id)
    return call.respond(error_response(400, {"invalid_field", "the id must be a number"}));
  ask<letter_reply>(archive_, remove_letter{*id}, call.respond,
                    [](const auto& x) { return to_answer(x); });
}

// -- operations ---

void front_door::alive(http_call& call) { call.respond(json_answer(R"({"status":"ok"})")); }

void front_door::ready(http_call& call) {
  ask<store_health>(router_, get_store_health{}, call.respond,
                    [](const auto& x) { return to_answer(x); });
}

void front_door::figures(http_call& call) {
  call.respond({200, context_->figures->text(), "text/plain; version=0.0.4; charset=utf-8", {}});
}

void front_door::demo(http_call& call) {
  if (call.request.path == "/demo.json" && !options_.demo_page.empty())
    return call.respond(json_answer(options_.demo_settings));
  call.respond(demo_page(options_.demo_page, call.request.path));
}

template <class Answer, class Message, class F>
void front_door::ask(const caf::actor& whom, Message what, const http_responder& respond, F then) {
  request(whom, answer_limit, std::move(what))
      .then([respond, then](const Answer& x) { respond(then(x)); },
            [respond](const caf::error&) {
              respond(error_response(
                  503, {"unavailable", "the part that answers this is not available"}));
            });
}

} // namespace

caf::actor spawn_front_door(caf::actor_system& system, context_ptr context,
                            front_door_options options, caf::actor router, caf::actor directory,
                            caf::actor archive) {
  return system.spawn<front_door>(std::move(context), std::move(options), std::move(router),
                                  std::move(directory), std::move(archive));
}

} // namespace quickbooking
