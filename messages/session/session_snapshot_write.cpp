#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/packed_text.hpp"
#include "messages/session/session.hpp"
#include "messages/session/snapshot_members.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json date_json(const std::optional<instant>& date) {
  return date ? ordered_json(to_iso8601(*date)) : ordered_json(nullptr);
}

ordered_json choices_json(const std::vector<made_choice>& choices) {
  auto result = ordered_json::array();
  for (const auto& each : choices)
    result.push_back({{"choiceId", each.choice_id}, {"selectedAt", to_iso8601(each.selected_at)}});
  return result;
}

ordered_json slots_json(const std::vector<slot>& slots) {
  auto result = ordered_json::array();
  for (const auto& each : slots)
    result.push_back(to_json(each));
  return result;
}

ordered_json with_extra(ordered_json object, const json& extra) {
  append_members(object, extra);
  return object;
}

ordered_json last_reply_json(const last_reply& x) {
  return {{"messageId", x.message_id},
          {"outId", x.out_id},
          {"messageType", message_type(x.content)},
          {"payload", to_payload(x.content)}};
}

/// The fields of the old service, in its order.
ordered_json legacy_fields(const session& x) {
  ordered_json result{{"sessionId", x.session_id},
                      {"customerId", x.customer_id},
                      {"salonId", x.salon_id},
                      {"language", to_string(x.lang)}};
  result["originalIntent"]
      = with_extra(to_original_json(x.original_intent), x.original_intent_extra);
  result["choices"] = choices_json(x.choices);
  result["createdAt"] = date_json(x.created_at);
  result["lastInteractionAt"] = date_json(x.last_interaction_at);
  result["slots"] = slots_json(x.slots);
  if (x.selected_slot)
    result["selectedSlot"] = to_json(*x.selected_slot);
  result["intent"] = with_extra(to_json(x.wanted, x.lang), x.intent_extra);
  result["timestamp"] = x.timestamp;
  return result;
}

/// The fields in `packable_members`.
void add_our_fields(ordered_json& into, const session& x) {
  into["state"] = to_string(x.state);
  into["view"] = to_string(x.view);
  into["pagesSeen"] = x.pages_seen;
  into["pendingServices"] = x.pending_services;
  if (x.answered)
    into["lastReply"] = last_reply_json(*x.answered);
}

/// Our fields as they are packed; empty if that is not wanted or saves nothing.
std::string packed_fields(const session& x, std::size_t pack_above) {
  if (pack_above == 0)
    return {};
  ordered_json fields;
  add_our_fields(fields, x);
  const auto text = to_text(fields);
  if (text.size() <= pack_above)
    return {};
  auto packed = pack_text(text);
  return packed.size() < text.size() ? packed : std::string{};
}

} // namespace

std::string to_snapshot(const session& x, std::size_t pack_above) {
  auto fields = legacy_fields(x);
  if (auto packed = packed_fields(x, pack_above); !packed.empty())
    fields[std::string{packed_member}] = std::move(packed);
  else
    add_our_fields(fields, x);
  append_members(fields, members_except(x.extra, known_snapshot_members));
  return header_of(x.version).append(to_text(fields), 1);
}

} // namespace quickbooking
