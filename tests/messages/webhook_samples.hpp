#pragma once

#include <nlohmann/json.hpp>

#include <string>

/// A delivery of Meta with this `value`.
inline std::string webhook_with_value(const nlohmann::json& value) {
  const nlohmann::json change{{"field", "messages"}, {"value", value}};
  return nlohmann::json{{"object", "whatsapp_business_account"},
                        {"entry", {{{"id", "900100200300400"}, {"changes", {change}}}}}}
      .dump();
}

/// A message of a customer with a phone; `members` come on top or instead.
inline nlohmann::json whatsapp_message(const nlohmann::json& members) {
  nlohmann::json message{
      {"from", "972500000001"}, {"id", "wamid.AAAB"}, {"timestamp", "1792000000"}};
  message.update(members);
  return message;
}

/// The delivery of one message.
inline std::string webhook_with(const nlohmann::json& message) {
  return webhook_with_value(
      {{"messaging_product", "whatsapp"},
       {"metadata",
        {{"display_phone_number", "15550107788"}, {"phone_number_id", "700800900100200"}}},
       {"contacts",
        {{{"profile", {{"name", "Someone"}}}, {"wa_id", "1"}},
         {{"profile", {{"name", "Noa"}}}, {"wa_id", "972500000001"}}}},
       {"messages", {message}}});
}

inline std::string webhook_with_text(const std::string& text) {
  return webhook_with(whatsapp_message({{"type", "text"}, {"text", {{"body", text}}}}));
}
