#include "messages/encoding/json_fields.hpp"

#include <algorithm>
#include <cmath>

namespace quickbooking {

namespace {

const nlohmann::json& no_value() {
  static const nlohmann::json null;
  return null;
}

const nlohmann::json& no_items() {
  static const nlohmann::json empty = nlohmann::json::array();
  return empty;
}

} // namespace

const nlohmann::json& field(const nlohmann::json& object, std::string_view name) {
  if (!object.is_object())
    return no_value();
  auto found = object.find(name);
  return found != object.end() ? *found : no_value();
}

const nlohmann::json& array_field(const nlohmann::json& object, std::string_view name) {
  const auto& value = field(object, name);
  return value.is_array() ? value : no_items();
}

std::string string_field(const nlohmann::json& object, std::string_view name) {
  const auto& value = field(object, name);
  return value.is_string() ? value.get_ref<const std::string&>() : std::string{};
}

std::optional<std::string> text_field(const nlohmann::json& object, std::string_view name) {
  auto text = string_field(object, name);
  return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

std::optional<std::int64_t> integer_field(const nlohmann::json& object, std::string_view name) {
  const auto& value = field(object, name);
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > INT64_MAX)
    return std::nullopt;
  if (value.is_number_integer())
    return value.get<std::int64_t>();
  // Beyond 2^53 a double is no exact integer any more, and JavaScript numbers are doubles.
  constexpr double largest = 9007199254740991.0;
  if (!value.is_number_float() || !(std::abs(value.get<double>()) <= largest))
    return std::nullopt;
  return std::llround(value.get<double>());
}

int bounded_field(const nlohmann::json& object, std::string_view name, int lowest, int highest) {
  auto value = integer_field(object, name).value_or(lowest);
  return static_cast<int>(std::clamp<std::int64_t>(value, lowest, highest));
}

bool bool_field(const nlohmann::json& object, std::string_view name) {
  const auto& value = field(object, name);
  return value.is_boolean() && value.get<bool>();
}

} // namespace quickbooking
