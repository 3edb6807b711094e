#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_writer.hpp"
#include "messages/encoding/packed_text.hpp"
#include "messages/session/session.hpp"
#include "messages/session/snapshot_members.hpp"

namespace quickbooking {

namespace {

/// A full snapshot has some 3 KB, most have half of it.
constexpr std::size_t usual_bytes = 3072;

void write_date(json_writer& out, std::string_view name, const std::optional<instant>& date) {
  if (date)
    out.member(name, to_iso8601(*date));
  else
    out.key(name).null();
}

void write(json_writer& out, const made_choice& x) {
  out.begin_object().member("choiceId", x.choice_id);
  out.member("selectedAt", to_iso8601(x.selected_at)).end_object();
}

void write(json_writer& out, const last_reply& x, std::string_view content) {
  out.begin_object().member("messageId", x.message_id).member("outId", x.out_id);
  out.member("messageType", message_type(x.content)).key("payload");
  if (content.empty())
    write(out, x.content);
  else
    out.json(content);
  out.end_object();
}

template <class T>
void write_all(json_writer& out, std::string_view name, const std::vector<T>& all) {
  out.key(name).begin_array();
  for (const auto& each : all)
    write(out, each);
  out.end_array();
}

/// The fields of the old service, in its order.
void write_legacy_fields(json_writer& out, const session& x) {
  out.member("sessionId", x.session_id).member("customerId", x.customer_id);
  out.member("salonId", x.salon_id).member("language", to_string(x.lang));
  out.member("originalIntent", original_intent_fields{x.original_intent, x.original_intent_extra});
  write_all(out, "choices", x.choices);
  write_date(out, "createdAt", x.created_at);
  write_date(out, "lastInteractionAt", x.last_interaction_at);
  write_all(out, "slots", x.slots.all());
  out.member("selectedSlot", x.selected_slot);
  out.member("intent", intent_fields{x.wanted, x.lang, x.intent_extra});
  out.member("timestamp", x.timestamp);
}

/// The fields in `packable_members`.
void write_our_fields(json_writer& out, const session& x, std::string_view answer) {
  out.member("state", to_string(x.state)).member("view", to_string(x.view));
  out.member("pagesSeen", x.pages_seen);
  out.member("pendingServices", x.pending_services);
  if (x.answered) {
    out.key("lastReply");
    write(out, *x.answered, answer);
  }
}

/// Our fields as they are packed; empty if that is not wanted or saves nothing.
std::string packed_fields(const session& x, std::size_t pack_above, std::string_view answer) {
  if (pack_above == 0)
    return {};
  std::string text;
  json_writer out{text};
  out.begin_object();
  write_our_fields(out, x, answer);
  out.end_object();
  if (text.size() <= pack_above)
    return {};
  auto packed = pack_text(text);
  return packed.size() < text.size() ? packed : std::string{};
}

} // namespace

std::string to_snapshot(const session& x, std::size_t pack_above, std::string_view answer) {
  std::string text;
  text.reserve(usual_bytes);
  text += header_of(x.version);
  json_writer out{text};
  write_legacy_fields(out, x);
  if (auto packed = packed_fields(x, pack_above, answer); !packed.empty())
    out.member(packed_member, packed);
  else
    write_our_fields(out, x, answer);
  if (!x.extra.empty())
    out.members(members_except(x.extra, known_snapshot_members));
  text += '}';
  return text;
}

} // namespace quickbooking
