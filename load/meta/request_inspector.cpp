#include "load/meta/request_inspector.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

const nlohmann::json empty_object = nlohmann::json::object();
const nlohmann::json empty_array = nlohmann::json::array();

std::string path_of(const parameter& in, std::string_view key) {
  return in.path.empty() ? std::string{key} : in.path + "['" + std::string{key} + "']";
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// What is wrong with a text; empty if nothing is. Words are put together only then: this is called
/// for every text of every message of a load test.
std::string fault_of(const std::string& value, text_rule rule) {
  if (std::all_of(value.begin(), value.end(), is_space))
    return " must not be empty.";
  if (const auto units = utf16_units(value); units > rule.max)
    return " has " + std::to_string(units) + " characters, more than " + std::to_string(rule.max)
           + ".";
  if (rule.label && (is_space(value.front()) || is_space(value.back())))
    return " must not begin or end with space.";
  if (rule.label && value.find_first_of("\n\r\t") != std::string::npos)
    return " must not have newlines or tabs.";
  return {};
}

} // namespace

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (auto c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0u) != 0x80u)
      units += byte >= 0xF0u ? 2 : 1; // beyond the basic plane: a surrogate pair
  }
  return units;
}

void request_inspector::allow(const parameter& in, std::initializer_list<std::string_view> keys) {
  for (auto i = in.value->begin(); i != in.value->end(); ++i) // items() would copy each key
    if (std::find(keys.begin(), keys.end(), i.key()) == keys.end())
      refuse(meta_code::invalid_parameter,
             "Unexpected key \"" + i.key() + "\" on param \"" + in.path + "\".");
}

void request_inspector::refuse(int code, std::string details) {
  if (!refused_)
    refused_ = meta_error{code, std::move(details)};
}

void request_inspector::demand(bool fine, const std::string& details) {
  if (!fine)
    refuse(meta_code::invalid_value, details);
}

const nlohmann::json* request_inspector::find(const parameter& in, std::string_view key) {
  const auto i = in.value->find(key);
  if (i != in.value->end() && !i->is_null())
    return &*i;
  refuse(meta_code::missing_parameter, "The parameter " + path_of(in, key) + " is required.");
  return nullptr;
}

parameter request_inspector::object(const parameter& in, std::string_view key) {
  const auto* value = find(in, key);
  if (value && !value->is_object())
    refuse(meta_code::invalid_parameter, "Param " + path_of(in, key) + " must be a JSON object.");
  return {value && value->is_object() ? value : &empty_object, path_of(in, key)};
}

parameter request_inspector::array(const parameter& in, std::string_view key) {
  const auto* value = find(in, key);
  if (value && !value->is_array())
    refuse(meta_code::invalid_parameter, "Param " + path_of(in, key) + " must be an array.");
  return {value && value->is_array() ? value : &empty_array, path_of(in, key)};
}

parameter request_inspector::element(const parameter& array, std::size_t index) {
  const auto path = array.path + "[" + std::to_string(index) + "]";
  const auto& value = array.value->at(index);
  if (!value.is_object())
    refuse(meta_code::invalid_parameter, "Param " + path + " must be a JSON object.");
  return {value.is_object() ? &value : &empty_object, path};
}

std::string request_inspector::text(const parameter& in, std::string_view key, text_rule rule) {
  const auto* value = find(in, key);
  if (!value)
    return {};
  if (!value->is_string()) {
    refuse(meta_code::invalid_parameter, "Param " + path_of(in, key) + " must be a string.");
    return {};
  }
  if (auto wrong = fault_of(value->get_ref<const std::string&>(), rule); !wrong.empty())
    refuse(meta_code::invalid_value, path_of(in, key) + wrong);
  return value->get<std::string>();
}

std::optional<std::string> request_inspector::optional_text(const parameter& in,
                                                            std::string_view key, text_rule rule) {
  if (!in.has(key))
    return std::nullopt;
  return text(in, key, rule);
}

void request_inspector::optional_bool(const parameter& in, std::string_view key) {
  if (in.has(key) && !in.value->find(key)->is_boolean())
    refuse(meta_code::invalid_parameter, "Param " + path_of(in, key) + " must be a boolean.");
}

void request_inspector::word(const parameter& in, std::string_view key, std::string_view expected) {
  const auto given = text(in, key);
  if (given != expected)
    refuse(meta_code::invalid_value,
           path_of(in, key) + " must be \"" + std::string{expected} + "\".");
}

} // namespace quickbooking
