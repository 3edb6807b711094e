#include "load/meta/meta_address.hpp"

#include <optional>
#include <regex>
#include <string_view>

namespace quickbooking {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits of a phone written with spaces, hyphens and parentheses; nothing if there is
/// anything else in it.
std::optional<std::string> digits_of(std::string_view phone) {
  std::string digits;
  for (auto c : phone)
    if (is_digit(c))
      digits += c;
    else if (c != ' ' && c != '-' && c != '(' && c != ')')
      return std::nullopt;
  return digits;
}

/// Without a plus Meta takes the number for a national one and puts the business's own country code
/// before it.
std::optional<std::string> international(std::string_view to, const std::string& country_code) {
  const bool has_plus = to.starts_with('+');
  auto digits = digits_of(has_plus ? to.substr(1) : to);
  if (!digits)
    return std::nullopt;
  const auto phone = has_plus ? *digits : country_code + *digits;
  if (phone.size() < 7 || phone.size() > 15)
    return std::nullopt;
  return "+" + phone;
}

} // namespace

bool is_user_id(const std::string& text) {
  static const std::regex form{R"([A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128})"};
  return std::regex_match(text, form);
}

/// `to` wins over `recipient`.
std::variant<meta_addressee, meta_error> find_addressee(const nlohmann::json& message,
                                                        const meta_number& sender) {
  if (message.contains("to")) {
    const auto to = message.at("to").get<std::string>();
    const auto phone = international(to, sender.country_code);
    if (!phone)
      return meta_error{meta_code::invalid_value, "to is not a phone number."};
    if (*phone == "+" + sender.display_phone)
      return meta_error{meta_code::recipient_is_sender, "to is the sender's own number."};
    return meta_addressee{to, *phone};
  }
  const auto user = message.at("recipient").get<std::string>();
  if (!is_user_id(user))
    return meta_error{meta_code::invalid_value, "recipient is not a business-scoped user id."};
  return meta_addressee{user, user};
}

} // namespace quickbooking
