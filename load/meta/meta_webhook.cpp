#include "load/meta/meta_webhook.hpp"

#include "load/meta/meta_address.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

namespace quickbooking {

namespace {

using nlohmann::json;

std::string unix_seconds(instant t) { return std::to_string(to_unix_ms(t) / 1000); }

/// Puts the customer in under the keys that a phone and a BSUID have; a webhook gives phones
/// without the plus.
void name_customer(json& object, const std::string& customer, const char* phone_key,
                   const char* user_key) {
  if (is_user_id(customer))
    object[user_key] = customer;
  else
    object[phone_key] = customer.substr(1);
}

std::string envelope(const meta_number& number, json value) {
  value["messaging_product"] = "whatsapp";
  value["metadata"] = {{"display_phone_number", number.display_phone},
                       {"phone_number_id", number.phone_number_id}};
  const json change{{"field", "messages"}, {"value", std::move(value)}};
  const json entry{{"id", number.account_id}, {"changes", json::array({change})}};
  return escaped_json({{"object", "whatsapp_business_account"}, {"entry", json::array({entry})}});
}

} // namespace

std::string escaped_json(const json& value) {
  std::string escaped;
  for (auto c : value.dump(-1, ' ', true, json::error_handler_t::replace)) {
    if (c == '/')
      escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string message_webhook(const webhook_subject& about, const std::string& profile_name,
                            const json& content) {
  auto message = content;
  message["id"] = about.wamid;
  message["timestamp"] = unix_seconds(about.at);
  name_customer(message, about.customer, "from", "from_user_id");
  json contact{{"profile", {{"name", profile_name}}}};
  name_customer(contact, about.customer, "wa_id", "user_id");
  return envelope(about.number, {{"contacts", json::array({std::move(contact)})},
                                 {"messages", json::array({std::move(message)})}});
}

std::string status_webhook(const webhook_subject& about, const std::string& status,
                           const std::string& callback_data) {
  json object{{"id", about.wamid}, {"status", status}, {"timestamp", unix_seconds(about.at)}};
  name_customer(object, about.customer, "recipient_id", "recipient_user_id");
  if (!callback_data.empty())
    object["biz_opaque_callback_data"] = callback_data;
  object["pricing"]
      = {{"pricing_model", "PMP"}, {"type", "free_customer_service"}, {"category", "service"}};
  return envelope(about.number, {{"statuses", json::array({std::move(object)})}});
}

std::string webhook_signature(std::string_view app_secret, std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  HMAC(EVP_sha256(), app_secret.data(), static_cast<int>(app_secret.size()),
       reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), &length);
  constexpr std::string_view hex = "0123456789abcdef";
  std::string text = "sha256=";
  for (unsigned int i = 0; i < length; ++i) {
    text += hex[digest[i] >> 4u];
    text += hex[digest[i] & 15u];
  }
  return text;
}

} // namespace quickbooking
