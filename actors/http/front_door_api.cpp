#include "actors/http/front_door_actor.hpp"
#include "messages/encoding/whole_number.hpp"
#include "net/http/url.hpp"

#include <caf/all.hpp>

// What is under /v1.

namespace quickbooking {

namespace {

constexpr std::size_t max_page = 1000;

/// The last segment of the path, decoded: `/v1/sessions/%2B1555` gives `+1555`.
std::string last_segment(const std::string& path) {
  return percent_decode(path.substr(path.rfind('/') + 1));
}

/// The query's `limit`, if there is one; false if it is none of 1..`max_page`.
bool read_limit(const http_request& request, std::size_t& limit) {
  auto text = request.query_value("limit");
  if (!text.empty())
    limit = to_number<std::size_t>(text).value_or(0);
  return limit >= 1 && limit <= max_page;
}

} // namespace

// -- turns and sessions ---

void front_door_actor::take_turn(http_call& call, result<inbound_message> message,
                                 bool with_session) {
  if (!message)
    return call.respond(error_response(400, message.error()));
  if (!message->salon_id.empty() && !context_->salons->by_id(message->salon_id))
    return call.respond(error_response(404, {"unknown_salon", "salonId names no active salon"}));
  ask<turn_result>(router_, std::move(*message), call.respond,
                   [with_session](const auto& x) { return to_answer(x, with_session); });
}

void front_door_actor::booking_request(http_call& call) {
  take_turn(call, decode_booking_request(call.request.body, context_->now()), true);
}

void front_door_actor::button_click(http_call& call) {
  take_turn(call, decode_button_click(call.request.body, context_->now()), false);
}

void front_door_actor::list(http_call& call) {
  list_sessions order;
  order.cursor = call.request.query_value("cursor");
  if (!read_limit(call.request, order.limit))
    return call.respond(error_response(400, {"invalid_field", "limit must be 1..1000"}));
  order.with_snapshots = call.request.query_value("snapshots") == "true";
  if (!order.cursor.empty() && !to_number<std::uint64_t>(order.cursor))
    return call.respond(error_response(400, {"invalid_field", "cursor is not one of ours"}));
  ask<directory_reply>(directory_, std::move(order), call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door_actor::statistics(http_call& call) {
  ask<directory_reply>(directory_, get_statistics{}, call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door_actor::clear_expired_sessions(http_call& call) {
  ask<directory_reply>(directory_, clear_expired{}, call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door_actor::read_one(http_call& call) {
  auto customer = make_customer_key(last_segment(call.request.path));
  if (!customer)
    return call.respond(error_response(400, customer.error()));
  ask<session_info>(router_, read_session{*customer}, call.respond,
                    [](const auto& x) { return to_answer(x); });
}

void front_door_actor::clear_one(http_call& call) {
  auto customer = make_customer_key(last_segment(call.request.path));
  if (!customer)
    return call.respond(error_response(400, customer.error()));
  ask<session_info>(router_, clear_session{*customer}, call.respond, [](const session_info& x) {
    return x.available && x.found ? json_answer(R"({"cleared":true})") : to_answer(x);
  });
}

void front_door_actor::restore_one(http_call& call) {
  auto customer = make_customer_key(last_segment(call.request.path));
  if (!customer)
    return call.respond(error_response(400, customer.error()));
  auto saved = decode_saved_session(call.request.body);
  if (!saved)
    return call.respond(error_response(400, saved.error()));
  ask<restore_end>(router_, restore_session{*customer, std::move(*saved)}, call.respond,
                   [](restore_end x) { return to_answer(x); });
}

// -- dead letters ---

void front_door_actor::list_dead_letters(http_call& call) {
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
void front_door_actor::replay_dead_letter(http_call& call) {
  auto id = decode_replay(call.request.body);
  if (!id)
    return call.respond(error_response(400, id.error()));
  auto failed = [respond = call.respond](const caf::error&) { respond(unavailable()); };
  auto replay = [this, id, respond = call.respond, failed](letter_reply& x) {
    auto& message = x.what.message;
    if (!x.found)
      return respond(to_answer(x));
    if (message.via == channel::whatsapp && context_->now() - message.sent_at > service_window)
      return respond(error_response(
          409, {"window_closed", "the customer wrote more than 24 h ago: no reply may be sent"}));
    request(router_, caf::infinite, std::move(message))
        .then(
            [this, id, respond](const turn_result& end) {
              using kind = turn_result::kind;
              if (end.what == kind::handled || end.what == kind::duplicate)
                caf::anon_send(archive_, remove_letter{*id}); // the answer is of no interest
              respond(to_answer(end, true));
            },
            failed);
  };
  request(archive_, caf::infinite, read_letter{*id}).then(replay, failed);
}

void front_door_actor::remove_dead_letter(http_call& call) {
  auto id = to_number<std::int64_t>(last_segment(call.request.path));
  if (!id)
    return call.respond(error_response(400, {"invalid_field", "the id must be a number"}));
  ask<letter_reply>(archive_, remove_letter{*id}, call.respond,
                    [](const auto& x) { return to_answer(x); });
}

// -- nodes ---

void front_door_actor::list_all_nodes(http_call& call) {
  ask<directory_reply>(node_desk_, list_nodes{}, call.respond,
                       [](const auto& x) { return to_answer(x); });
}

void front_door_actor::read_one_node(http_call& call) {
  ask<node_answer>(node_desk_, node_order{last_segment(call.request.path), read_node{}},
                   call.respond, [](const auto& x) { return to_answer(x); });
}

void front_door_actor::drain_one_node(http_call& call) {
  const auto& path = call.request.path;
  auto node = last_segment(path.substr(0, path.rfind('/')));
  ask<node_answer>(node_desk_,
                   node_order{std::move(node), drain_node{call.request.method == "DELETE"}},
                   call.respond, [](const auto& x) { return to_answer(x); });
}

} // namespace quickbooking
