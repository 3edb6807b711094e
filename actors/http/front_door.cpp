#include "actors/http/front_door.hpp"

#include "actors/failure_log.hpp"
#include "actors/http/demo_page.hpp"
#include "actors/http/front_door_actor.hpp"
#include "net/http/signature.hpp"

#include <caf/all.hpp>

namespace quickbooking {

namespace {

constexpr std::string_view bearer = "Bearer ";

bool fits(std::string_view pattern, std::string_view path) {
  const auto star = pattern.find('*');
  if (star == std::string_view::npos)
    return pattern == path;
  const auto before = pattern.substr(0, star);
  const auto after = pattern.substr(star + 1);
  if (path.size() < pattern.size() || !path.starts_with(before) || !path.ends_with(after))
    return false;
  const auto segment = path.substr(star, path.size() - before.size() - after.size());
  return segment.find('/') == std::string_view::npos;
}

} // namespace

front_door_actor::front_door_actor(caf::actor_config& cfg, context_ptr context,
                                   front_door_options options, caf::actor router,
                                   caf::actor directory, caf::actor archive, caf::actor node_desk,
                                   caf::actor due_replies)
    : caf::event_based_actor(cfg),
      context_(std::move(context)),
      options_(std::move(options)),
      router_(std::move(router)),
      directory_(std::move(directory)),
      archive_(std::move(archive)),
      node_desk_(std::move(node_desk)),
      due_replies_(std::move(due_replies)),
      webhook_seconds_(context_->figures->latency("quickbooking_webhook_seconds",
                                                  "From a signed delivery to its answer")),
      refused_(context_->figures->counter(
                   "quickbooking_deliveries_refused_total",
                   "Deliveries answered with 503: not all of their messages were accepted"),
               "deliveries_refused", context_->log),
      mailbox_(context_->figures->gauge("quickbooking_mailbox_depth",
                                        "Messages waiting for an actor",
                                        {{"actor", "front_door"}})) {
  for (auto result : {"accepted", "bad_signature", "malformed"})
    deliveries(result); // from the start, so that the first one is seen as an increase
}

caf::behavior front_door_actor::make_behavior() {
  log_failures(*this, context_->log);
  return {[this](http_call& call) { answer(call); }};
}

// -- routes ---

const std::vector<front_door_actor::route>& front_door_actor::routes() {
  using self = front_door_actor;
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
      {"PUT", "/v1/sessions/*", &self::restore_one, true},
      {"GET", "/v1/dead-letters", &self::list_dead_letters, true},
      {"DELETE", "/v1/dead-letters/*", &self::remove_dead_letter, true},
      {"POST", "/v1/dead-letter-replays", &self::replay_dead_letter, true},
      {"GET", "/v1/nodes", &self::list_all_nodes, true},
      {"GET", "/v1/nodes/*", &self::read_one_node, true},
      {"POST", "/v1/nodes/*/drain", &self::drain_one_node, true},
      {"DELETE", "/v1/nodes/*/drain", &self::drain_one_node, true},
      {"GET", "/healthz", &self::alive},
      {"GET", "/readyz", &self::ready},
      {"GET", "/metrics", &self::figures},
      {"GET", "/", &self::demo},
      {"GET", "/*", &self::demo},
  };
  return table;
}

void front_door_actor::answer(http_call& call) {
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

bool front_door_actor::may_enter(const http_request& request) const {
  if (options_.api_token.empty())
    return request.from_loopback;
  std::string_view given = request.authorization;
  return given.starts_with(bearer)
         && equal_constant_time(given.substr(bearer.size()), options_.api_token);
}

// -- operations ---

void front_door_actor::alive(http_call& call) { call.respond(json_answer(R"({"status":"ok"})")); }

void front_door_actor::ready(http_call& call) {
  ask<store_health>(router_, get_store_health{}, call.respond, [this](const auto& x) {
    auto& cluster = context_->cluster;
    return to_answer(x, cluster ? cluster->current() : nullptr);
  });
}

void front_door_actor::figures(http_call& call) {
  call.respond({200, context_->figures->text(), "text/plain; version=0.0.4; charset=utf-8", {}});
}

void front_door_actor::demo(http_call& call) {
  if (call.request.path == "/demo.json" && !options_.demo_page.empty())
    return call.respond(json_answer(options_.demo_settings));
  call.respond(demo_page(options_.demo_page, call.request.path));
}

caf::actor spawn_front_door(caf::actor_system& system, context_ptr context,
                            front_door_options options, caf::actor router, caf::actor directory,
                            caf::actor archive, caf::actor node_desk, caf::actor due_replies) {
  return system.spawn<front_door_actor>(std::move(context), std::move(options), std::move(router),
                                        std::move(directory), std::move(archive),
                                        std::move(node_desk), std::move(due_replies));
}

} // namespace quickbooking
