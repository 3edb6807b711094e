#include "embedding/turn_translation.hpp"

#include "messages/encoding/json_text.hpp"
#include "messages/encoding/json_writer.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

/// A request as it would come over `/v1`, so that the rules stand in one place.
json request_body(const std::string& customer, const std::string& language,
                  const std::string& message_id) {
  json body{{"customerPhone", customer}};
  if (!language.empty())
    body["language"] = language;
  if (!message_id.empty())
    body["messageId"] = message_id;
  return body;
}

channel to_channel(reply_route x) {
  return x == reply_route::sender ? channel::whatsapp : channel::api;
}

turn_outcome to_outcome(turn_result::kind x) {
  switch (x) {
  case turn_result::kind::handled:
    return turn_outcome::handled;
  case turn_result::kind::duplicate:
    return turn_outcome::duplicate;
  case turn_result::kind::refused:
    return turn_outcome::refused;
  case turn_result::kind::overloaded:
    return turn_outcome::overloaded;
  case turn_result::kind::dead_letter:
    break;
  }
  return turn_outcome::dead_letter;
}

storage to_storage(turn_result::place x) {
  switch (x) {
  case turn_result::place::store:
    return storage::redis;
  case turn_result::place::archive:
    return storage::archive;
  case turn_result::place::memory:
    break;
  }
  return storage::memory;
}

std::string intent_json(const turn_result& x) {
  std::string text;
  json_writer out{text};
  write(out, intent_fields{x.wanted, x.lang, {}});
  return text;
}

} // namespace

result<inbound_message> to_inbound(const customer_text& x, instant now) {
  auto body = request_body(x.customer, x.language, x.message_id);
  body["salonId"] = x.salon_id;
  body["text"] = x.text;
  auto message = decode_booking_request(to_text(body), now);
  if (message)
    message->via = to_channel(x.route);
  return message;
}

result<inbound_message> to_inbound(const customer_tap& x, instant now) {
  auto body = request_body(x.customer, x.language, x.message_id);
  body["buttonId"] = x.button_id;
  auto message = decode_button_click(to_text(body), now);
  if (!message)
    return message;
  message->salon_id = x.salon_id;
  message->via = to_channel(x.route);
  return message;
}

customer_answer to_answer(const turn_result& x) {
  customer_answer out;
  out.outcome = to_outcome(x.what);
  out.kept = to_storage(x.kept);
  out.degraded = x.degraded;
  if (x.answer)
    std::tie(out.message_type, out.payload) = std::tie(x.answer->type, x.answer->payload);
  out.session_id = x.session_id;
  out.language = to_string(x.lang);
  out.intent = intent_json(x);
  out.error_code = x.why.code;
  out.error_message = x.why.message;
  return out;
}

customer_answer refusal(const failure& why) {
  customer_answer out;
  out.outcome = turn_outcome::refused;
  out.error_code = why.code;
  out.error_message = why.message;
  return out;
}

customer_answer overload() {
  customer_answer out;
  out.outcome = turn_outcome::overloaded;
  return out;
}

session_record to_record(const session_info& x) {
  return {x.available, x.found, x.durable, x.snapshot, x.ttl};
}

session_statistics to_statistics(const directory_reply& stored, const session_counts& here) {
  session_statistics out;
  const auto body = json::parse(stored.body, nullptr, false);
  out.available = stored.available && body.is_object();
  if (out.available) {
    out.total = body.value("totalSessions", std::int64_t{0});
    out.without_ttl = body.value("sessionsWithoutTTL", std::int64_t{0});
    out.average_ttl_seconds = body.value("averageTTL", 0.0);
  }
  out.in_memory = static_cast<std::int64_t>(here.in_memory);
  out.turns = static_cast<std::int64_t>(here.turns);
  return out;
}

// -- events ---

health_event to_event(const store_health& x) {
  const auto state = x.state == "ok" ? health_state::ok : health_state::degraded;
  return {state, x.reason, to_timestamp(x.since), static_cast<std::int64_t>(x.dirty_sessions)};
}

transition_event to_transition(const turn_told& x) {
  transition_event out;
  out.customer = x.customer;
  out.salon_id = x.salon_id;
  out.session_id = x.session_id;
  out.message_id = x.message_id;
  out.language = to_string(x.lang);
  out.state = to_string(x.state);
  out.message_type = x.message_type;
  out.revision = static_cast<std::int64_t>(x.revision);
  out.kept = to_storage(x.kept);
  out.at = to_timestamp(x.at);
  return out;
}

booking_event to_booking(const turn_told& x) {
  booking_event out;
  out.salon_id = x.salon_id;
  out.customer = x.customer;
  out.customer_name = x.booked->customer_name;
  out.booking_id = x.outcome.booking_id;
  out.booking_code = x.outcome.booking_code;
  out.service_id = x.booked->chosen.service_id;
  out.master_id = x.booked->chosen.master_id;
  out.start = to_timestamp(x.booked->start);
  out.end = to_timestamp(x.booked->end);
  out.at = to_timestamp(x.at);
  return out;
}

// -- values ---

caf::timestamp to_timestamp(instant x) { return caf::timestamp{x.time_since_epoch()}; }

instant to_instant(caf::timestamp x) { return std::chrono::floor<std::chrono::milliseconds>(x); }

caf::error to_error(service_errc what, const failure& why) {
  return caf::make_error(what, why.code, why.message);
}

} // namespace quickbooking
