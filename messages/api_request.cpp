#include "messages/encoding/ascii.hpp"
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"
#include "messages/encoding/utf8.hpp"
#include "messages/inbound.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

using nlohmann::json;

constexpr std::size_t max_text_units = 4096; // what a person can type in WhatsApp
constexpr std::size_t max_id_bytes = 512;
constexpr std::size_t max_salon_id_bytes = 128;
constexpr std::size_t max_button_id_read = 256; // what a card may carry (Cloud API limit)
constexpr std::size_t max_language_bytes = 35;  // the longest tag that BCP 47 asks to support

/// Reads the members of one request and keeps the first thing that is wrong.
class request_reader {
public:
  explicit request_reader(json body) : body_(std::move(body)) { // braces would make an array
    if (!body_.is_object())
      refuse("malformed_json", "the body", "must be a JSON object");
  }

  std::string required(const char* name) {
    if (field(body_, name).is_null())
      refuse("missing_field", name, "is missing");
    return optional(name);
  }

  std::string optional(const char* name) {
    const auto& value = field(body_, name);
    if (value.is_null())
      return {};
    if (!value.is_string())
      refuse("invalid_field", name, "must be a string");
    else if (trimmed(value.get_ref<const std::string&>()).empty())
      refuse("invalid_field", name, "must not be empty");
    return string_field(body_, name);
  }

  std::string required_id(const char* name, std::size_t most) {
    return checked_id(name, required(name), most);
  }

  std::string optional_id(const char* name, std::size_t most) {
    return checked_id(name, optional(name), most);
  }

  std::string text(const char* name) {
    auto value = required(name);
    if (utf16_length(value) > max_text_units)
      refuse("text_too_long", name,
             "has more than " + std::to_string(max_text_units) + " characters");
    return value;
  }

  customer_key customer(const char* name, const std::string& given) {
    auto key = make_customer_key(given);
    if (!key)
      refuse(key.error().code, name, "cannot be read: " + key.error().message);
    return key.value_or(customer_key{});
  }

  const std::optional<failure>& error() const { return error_; }

private:
  void refuse(std::string_view code, std::string_view what, std::string_view why) {
    if (!error_)
      error_ = failure{std::string{code}, std::string{what}.append(" ").append(why)};
  }

  std::string checked_id(const char* name, std::string id, std::size_t most) {
    if (id.size() > most)
      refuse("invalid_field", name, "is longer than " + std::to_string(most) + " bytes");
    if (std::any_of(id.begin(), id.end(), is_control))
      refuse("invalid_field", name, "has a control character");
    return id;
  }

  json body_;
  std::optional<failure> error_;
};

/// What both calls have in common.
inbound_message read_common(request_reader& in, instant now) {
  inbound_message result;
  result.given_customer = in.required("customerPhone");
  result.customer = in.customer("customerPhone", result.given_customer);
  if (auto code = in.optional_id("language", max_language_bytes); !code.empty())
    result.lang = language_or_en(code);
  result.message_id = in.optional_id("messageId", max_id_bytes);
  result.sent_at = now;
  result.via = channel::api;
  return result;
}

template <class ReadRest>
result<inbound_message> decode(std::string_view body, instant now, ReadRest read_rest) {
  auto parsed = parse_json(body);
  if (!parsed)
    return tl::make_unexpected(std::move(parsed).error());
  request_reader in{std::move(*parsed)};
  auto message = read_common(in, now);
  read_rest(in, message);
  if (in.error())
    return tl::make_unexpected(*in.error());
  return message;
}

} // namespace

result<inbound_message> decode_booking_request(std::string_view body, instant now) {
  return decode(body, now, [](request_reader& in, inbound_message& message) {
    message.salon_id = in.required_id("salonId", max_salon_id_bytes);
    message.content = typed_text{in.text("text")};
  });
}

result<inbound_message> decode_button_click(std::string_view body, instant now) {
  return decode(body, now, [](request_reader& in, inbound_message& message) {
    message.content = button_tap{in.required_id("buttonId", max_button_id_read), {}};
  });
}

std::string to_error_body(const failure& why) {
  return to_text(nlohmann::ordered_json{
      {"error", nlohmann::ordered_json{{"code", why.code}, {"message", why.message}}}});
}

} // namespace quickbooking
