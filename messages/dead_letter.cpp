#include "messages/dead_letter.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

json content_of(const typed_text& x) { return {{"type", "text"}, {"text", x.text}}; }

json content_of(const button_tap& x) { return {{"type", "tap"}, {"id", x.id}, {"title", x.title}}; }

json content_of(const unreadable& x) { return {{"type", "unreadable"}, {"what", x.type}}; }

std::optional<inbound_content> read_content(const nlohmann::json& x) {
  auto type = string_field(x, "type");
  if (type == "text")
    return typed_text{string_field(x, "text")};
  if (type == "tap")
    return button_tap{string_field(x, "id"), string_field(x, "title")};
  if (type == "unreadable")
    return unreadable{string_field(x, "what")};
  return std::nullopt;
}

json json_of(const inbound_message& x) {
  json out{{"customer", x.customer},
           {"messageId", x.message_id},
           {"salonId", x.salon_id},
           {"phoneNumberId", x.phone_number_id},
           {"givenCustomer", x.given_customer},
           {"profileName", x.profile_name},
           {"sentAt", to_iso8601(x.sent_at)},
           {"via", x.via == channel::whatsapp ? "whatsapp" : "api"}};
  if (x.lang)
    out["language"] = to_string(*x.lang);
  out["content"] = std::visit([](const auto& content) { return content_of(content); }, x.content);
  return out;
}

} // namespace

std::string to_bytes(const inbound_message& x) { return to_text(json_of(x)); }

std::optional<inbound_message> inbound_message_from(std::string_view bytes) {
  const auto parsed = parse_json(bytes);
  if (!parsed)
    return std::nullopt;
  auto content = read_content(field(*parsed, "content"));
  auto customer = make_customer_key(string_field(*parsed, "customer"));
  auto sent_at = parse_iso8601(string_field(*parsed, "sentAt"));
  if (!content || !customer || !sent_at)
    return std::nullopt;
  inbound_message x;
  x.customer = std::move(*customer);
  x.message_id = string_field(*parsed, "messageId");
  x.salon_id = string_field(*parsed, "salonId");
  x.phone_number_id = string_field(*parsed, "phoneNumberId");
  x.given_customer = string_field(*parsed, "givenCustomer");
  x.profile_name = string_field(*parsed, "profileName");
  x.sent_at = *sent_at;
  x.via = string_field(*parsed, "via") == "api" ? channel::api : channel::whatsapp;
  x.lang = parse_language(string_field(*parsed, "language"));
  x.content = std::move(*content);
  return x;
}

result<std::int64_t> decode_replay(std::string_view body) {
  const auto parsed = parse_json(body);
  if (!parsed)
    return tl::make_unexpected(parsed.error());
  const auto id = integer_field(*parsed, "id");
  if (!id || *id < 1)
    return fail("invalid_field", "id must be the id of a dead letter");
  return *id;
}

json to_json(const dead_letter& x) {
  return {{"id", x.id},
          {"buriedAt", to_iso8601(x.buried_at)},
          {"tries", x.tries},
          {"reason", x.reason},
          {"message", json_of(x.message)}};
}

} // namespace quickbooking
