#include "messages/whatsapp/webhook_content.hpp"

#include "messages/encoding/ascii.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/utf8.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::size_t max_type_bytes = 64;
constexpr std::size_t max_text_bytes = 64 * 1024; // Meta publishes no limit for inbound text
constexpr std::size_t max_button_id_read = 256;   // what a card may carry (Cloud API limit)
constexpr std::size_t max_title_bytes = 256;

constexpr std::array<std::string_view, 6> types_without_a_turn{"reaction", "system", "unsupported",
                                                               "edit",     "revoke", "errors"};

inbound_content text_content(const json& text) {
  auto body = string_field(text, "body");
  if (trimmed(body).empty())
    return unreadable{"text"};
  return typed_text{std::string{clip_utf8(body, max_text_bytes)}};
}

/// A tap, unless the id is one that no card of ours can have had.
inbound_content tap_content(std::string id, const std::string& title, std::string type) {
  if (id.empty() || id.size() > max_button_id_read)
    return unreadable{std::move(type)};
  return button_tap{std::move(id), std::string{clip_utf8(title, max_title_bytes)}};
}

inbound_content interactive_content(const json& interactive) {
  const auto type = type_word(interactive, "type");
  if (type != "button_reply" && type != "list_reply")
    return unreadable{type};
  const auto& chosen = field(interactive, type);
  return tap_content(string_field(chosen, "id"), string_field(chosen, "title"), type);
}

/// The quick reply of a template, whose payload is one of our button ids.
inbound_content template_button_content(const json& pressed) {
  const auto text = string_field(pressed, "text");
  if (auto payload = text_field(pressed, "payload"))
    return tap_content(std::move(*payload), text, "button");
  return trimmed(text).empty() ? inbound_content{unreadable{"button"}} : typed_text{text};
}

} // namespace

std::string type_word(const json& object, std::string_view name) {
  const auto whole = string_field(object, name);
  std::string word{clip_utf8(whole, max_type_bytes)};
  std::replace_if(word.begin(), word.end(), is_control, '?');
  return word.empty() ? "unknown" : word;
}

std::optional<inbound_content> content_of(const json& message) {
  const auto type = type_word(message, "type");
  if (std::find(types_without_a_turn.begin(), types_without_a_turn.end(), type)
      != types_without_a_turn.end())
    return std::nullopt;
  if (type == "text")
    return text_content(field(message, "text"));
  if (type == "interactive")
    return interactive_content(field(message, "interactive"));
  if (type == "button")
    return template_button_content(field(message, "button"));
  return unreadable{type};
}

} // namespace quickbooking
