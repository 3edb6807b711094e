#include "messages/encoding/ascii.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/utf8.hpp"
#include "messages/inbound.hpp"
#include "messages/whatsapp/webhook_content.hpp"

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::size_t max_id_bytes = 512;   // wamids and our callback data (Cloud API limit)
constexpr std::size_t max_name_bytes = 256; // of a profile

constexpr std::array<std::string_view, 5> known_statuses{"sent", "delivered", "read", "failed",
                                                         "played"};

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= max_id_bytes
         && std::none_of(text.begin(), text.end(), is_control);
}

/// Unix seconds, as a string or a number; 1970 for what is neither.
instant read_timestamp(const json& item) {
  constexpr std::int64_t year_10000 = 253402300800;
  const auto text = string_field(item, "timestamp");
  const auto seconds
      = text.empty() ? integer_field(item, "timestamp") : parse_digits<std::int64_t>(text);
  const auto plausible = seconds && *seconds >= 0 && *seconds < year_10000;
  return from_unix_ms(plausible ? *seconds * 1000 : 0);
}

/// A customer as WhatsApp gives one: the phone, or the BSUID where there is no phone.
std::string customer_in(const json& item, const char* phone_field, const char* user_id_field) {
  const auto phone = string_field(item, phone_field);
  if (!phone.empty() && make_customer_key(phone))
    return phone;
  auto user_id = string_field(item, user_id_field);
  return is_bsuid(user_id) ? user_id : std::string{};
}

/// Contacts are matched by id: their order says nothing.
std::string profile_name_of(const json& value, const std::string& sender) {
  for (const auto& each : array_field(value, "contacts"))
    if (string_field(each, "wa_id") == sender || string_field(each, "user_id") == sender)
      return std::string{clip_utf8(string_field(field(each, "profile"), "name"), max_name_bytes)};
  return {};
}

class batch_reader {
public:
  webhook_batch take() { return std::move(batch_); }

  void read_change(const json& change) {
    const auto field_word = type_word(change, "field");
    if (field_word != "messages")
      return ignore(field_word);
    const auto& value = field(change, "value");
    for (const auto& each : array_field(value, "messages"))
      read_message(value, each);
    for (const auto& each : array_field(value, "statuses"))
      read_status(each);
    for (std::size_t i = 0; i < array_field(value, "errors").size(); ++i)
      ignore("errors");
  }

private:
  void ignore(std::string type) { batch_.ignored.push_back(std::move(type)); }

  void refuse(const char* why) { batch_.invalid.emplace_back(why); }

  void read_message(const json& value, const json& message) {
    inbound_message result;
    result.message_id = string_field(message, "id");
    if (!is_id(result.message_id))
      return refuse("message: id is missing, longer than 512 bytes or unprintable");
    auto content = content_of(message);
    if (!content)
      return ignore(type_word(message, "type"));
    if (!field(message, "group_id").is_null())
      return ignore("group_message");
    result.given_customer = customer_in(message, "from", "from_user_id");
    if (result.given_customer.empty())
      return refuse("message: neither from nor from_user_id names a sender");
    result.content = std::move(*content);
    result.customer = *make_customer_key(result.given_customer);
    result.phone_number_id = string_field(field(value, "metadata"), "phone_number_id");
    if (!is_id(result.phone_number_id))
      return refuse("message: metadata.phone_number_id is missing or too long");
    result.profile_name = profile_name_of(value, result.given_customer);
    result.sent_at = read_timestamp(message);
    batch_.messages.push_back(std::move(result));
  }

  void read_status(const json& status) {
    delivery_status result;
    result.message_id = string_field(status, "id");
    if (!is_id(result.message_id))
      return refuse("status: id is missing, longer than 512 bytes or unprintable");
    result.status = string_field(status, "status");
    if (std::find(known_statuses.begin(), known_statuses.end(), result.status)
        == known_statuses.end())
      result.status = "other";
    result.callback_data = string_field(status, "biz_opaque_callback_data");
    if (!is_id(result.callback_data))
      result.callback_data.clear();
    if (auto who = make_customer_key(customer_in(status, "recipient_id", "recipient_user_id")))
      result.customer = std::move(*who);
    const auto& errors = array_field(status, "errors");
    if (result.status == "failed" && !errors.empty())
      result.error_code = bounded_field(errors.front(), "code", 0, INT32_MAX);
    batch_.statuses.push_back(std::move(result));
  }

  webhook_batch batch_;
};

} // namespace

result<webhook_batch> decode_webhook(std::string_view body) {
  const auto parsed = parse_json(body);
  if (!parsed)
    return tl::make_unexpected(parsed.error());
  if (string_field(*parsed, "object") != "whatsapp_business_account")
    return fail("not_a_webhook", "object is not whatsapp_business_account");
  batch_reader reader;
  for (const auto& entry : array_field(*parsed, "entry"))
    for (const auto& change : array_field(entry, "changes"))
      reader.read_change(change);
  return reader.take();
}

} // namespace quickbooking
