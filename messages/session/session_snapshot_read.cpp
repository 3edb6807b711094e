#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/packed_text.hpp"
#include "messages/session/session.hpp"
#include "messages/session/snapshot_members.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::size_t max_snapshot_bytes = 256 * 1024;
constexpr std::size_t max_snapshot_values = 8192; // a full session has some 300
constexpr std::size_t max_choices = 10;
constexpr std::size_t max_slots = 10;
constexpr std::size_t max_pending_services = 10;
constexpr int max_pages_seen = 3;

std::vector<made_choice> read_choices(const json& x) {
  std::vector<made_choice> result;
  for (const auto& each : array_field(x, "choices"))
    if (auto id = text_field(each, "choiceId"))
      result.push_back({*id, parse_iso8601(string_field(each, "selectedAt")).value_or(instant{})});
  if (result.size() > max_choices)
    result.erase(result.begin(), result.end() - max_choices);
  return result;
}

std::vector<slot> read_slots(const json& x) {
  std::vector<slot> result;
  for (const auto& each : array_field(x, "slots"))
    if (auto read = slot_from_json(each); read && result.size() < max_slots)
      result.push_back(std::move(*read));
  return result;
}

std::vector<std::string> read_pending_services(const json& x) {
  std::vector<std::string> result;
  for (const auto& each : array_field(x, "pendingServices"))
    if (each.is_string() && result.size() < max_pending_services)
      result.push_back(each.get<std::string>());
  return result;
}

std::shared_ptr<const last_reply> read_last_reply(const json& x) {
  auto content = reply_from_payload(string_field(x, "messageType"), field(x, "payload"));
  if (!content)
    return nullptr;
  return std::make_shared<const last_reply>(
      last_reply{string_field(x, "messageId"), string_field(x, "outId"), std::move(*content)});
}

/// The old service does not say where a conversation stands, but what is stored tells.
conversation_state guess_state(const session& x) {
  if (x.selected_slot)
    return conversation_state::confirming;
  return x.slots.empty() ? conversation_state::initial : conversation_state::slots_shown;
}

void read_intents(const json& x, bool written_by_us, session& into) {
  const auto& current = field(x, "intent");
  const auto& original = field(x, "originalIntent");
  into.wanted = intent_from_json(current, written_by_us ? json{} : original);
  into.original_intent = original.is_object() ? intent_from_json({}, original) : into.wanted;
  into.intent_extra = unknown_intent_members(current);
  into.original_intent_extra = unknown_original_members(original);
}

void read_legacy_fields(const json& x, session& into) {
  into.session_id = string_field(x, "sessionId");
  into.customer_id = string_field(x, "customerId");
  into.salon_id = string_field(x, "salonId");
  into.lang = language_or_en(string_field(x, "language"));
  into.choices = read_choices(x);
  into.created_at = parse_iso8601(string_field(x, "createdAt"));
  into.last_interaction_at = parse_iso8601(string_field(x, "lastInteractionAt"));
  into.slots = read_slots(x);
  into.selected_slot = slot_from_json(field(x, "selectedSlot"));
  into.timestamp = integer_field(x, "timestamp").value_or(0);
}

void read_our_fields(const json& x, session& into) {
  into.state = parse_conversation_state(string_field(x, "state")).value_or(guess_state(into));
  into.view = parse_offer_view(string_field(x, "view")).value_or(offer_view::best);
  into.pages_seen = bounded_field(x, "pagesSeen", 0, max_pages_seen);
  into.pending_services = read_pending_services(x);
  into.answered = read_last_reply(field(x, "lastReply"));
  into.extra = members_except(x, known_snapshot_members);
}

/// Puts what was packed back in its place, if anything was. What stands in the open was written
/// later, by somebody who does not know of packing, and stays.
result<void> unpack(json& x) {
  const auto packed = x.find(packed_member);
  if (packed == x.end())
    return {};
  if (!packed->is_string())
    return fail("broken_pack", "not a string");
  const auto text = unpack_text(packed->get_ref<const std::string&>(), max_snapshot_bytes);
  if (!text)
    return tl::make_unexpected(text.error());
  auto inner = parse_json(*text, {.max_values = max_snapshot_values});
  if (!inner || !inner->is_object())
    return fail("broken_pack", "what was packed is no JSON object");
  for (const auto& name : packable_members)
    if (const auto found = inner->find(name); found != inner->end())
      x.emplace(name, std::move(*found));
  return {};
}

stored_session read_session(const json& x, std::optional<fence> header) {
  stored_session result;
  result.written_by_us = header.has_value();
  result.language_was_missing = !text_field(x, "language");
  result.value.version = header.value_or(fence{});
  read_legacy_fields(x, result.value);
  read_intents(x, result.written_by_us, result.value);
  read_our_fields(x, result.value);
  return result;
}

bool is_session(const json& x) {
  return text_field(x, "sessionId") && text_field(x, "customerId") && text_field(x, "salonId");
}

} // namespace

result<stored_session> session_from_snapshot(std::string_view bytes) {
  if (bytes.empty())
    return fail("not_json", "nothing is stored");
  if (bytes.size() > max_snapshot_bytes)
    return fail("too_large", "the snapshot has " + std::to_string(bytes.size()) + " bytes");
  auto parsed = parse_json(bytes, {.max_values = max_snapshot_values});
  if (!parsed)
    return fail(parsed.error().code == "too_large" ? "too_large" : "not_json",
                parsed.error().message);
  if (!is_session(*parsed))
    return fail("not_a_session", "sessionId, customerId or salonId is missing");
  const auto header = parse_header(bytes);
  if (header && integer_field(*parsed, "schemaVersion") > session_schema_version)
    return fail("newer_schema", "the snapshot was written by a newer version");
  if (header)
    if (auto unpacked = unpack(*parsed); !unpacked)
      return tl::make_unexpected(unpacked.error());
  return read_session(*parsed, header);
}

} // namespace quickbooking
