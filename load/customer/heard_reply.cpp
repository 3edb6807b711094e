#include "load/customer/heard_reply.hpp"

#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/reply/button_id.hpp"

namespace quickbooking {

namespace {

using nlohmann::json;

void add_options(const json& interactive, std::vector<offered_tap>& out) {
  const auto& action = field(interactive, "action");
  for (const auto& button : array_field(action, "buttons")) {
    const auto& x = field(button, "reply");
    out.push_back({string_field(x, "id"), string_field(x, "title"), false});
  }
  for (const auto& section : array_field(action, "sections"))
    for (const auto& row : array_field(section, "rows"))
      out.push_back({string_field(row, "id"), string_field(row, "title"), true});
}

heard_reply read_interactive(const json& interactive) {
  heard_reply out;
  out.text = string_field(field(interactive, "body"), "text");
  add_options(interactive, out.options);
  return out;
}

} // namespace

heard_reply read_graph_message(const json& message, std::string message_id) {
  auto out = read_interactive(field(message, "interactive"));
  if (string_field(message, "type") != "interactive")
    out.text = string_field(field(message, "text"), "body");
  out.message_id = std::move(message_id);
  return out;
}

std::optional<heard_reply> read_v1_answer(std::string_view body) {
  const auto answer = parse_json(body);
  if (!answer || !bool_field(*answer, "success"))
    return std::nullopt;
  const auto& payload = field(*answer, "payload");
  if (string_field(*answer, "messageType") == "interactive_card")
    return read_interactive(payload);
  heard_reply out;
  out.text = string_field(payload, "text");
  return out;
}

std::string time_key(std::string_view option_id) {
  const auto read = parse_button_id(option_id);
  const auto slot = read ? slot_of(*read) : std::nullopt;
  if (!slot || slot->master_id.empty())
    return {};
  return slot->master_id + '@' + to_iso8601(slot->start);
}

} // namespace quickbooking
