#pragma once

#include "booking/texts/texts.hpp"

#include <array>
#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// Every key, to loop over.
inline std::vector<text_key> all_text_keys() {
  std::vector<text_key> keys;
  for (std::size_t i = 0; i < text_key_count; ++i)
    keys.push_back(static_cast<text_key>(i));
  return keys;
}

/// What a failed check says about which text is meant.
inline std::string name_of(language lang, text_key key) {
  return std::string(to_string(lang)) + " " + std::string(to_string(key));
}

/// Values as the conversation gives them, all in Latin letters and digits.
inline std::vector<text_arg> sample_args() {
  return {
      {"time", "15:00"},        {"day", "on Friday"}, {"service", "Haircut"}, {"master", "Sarah"},
      {"date", "Friday"},       {"start", "15:00"},   {"end", "16:00"},       {"duration", "1 h"},
      {"price", "50 USD"},      {"code", "QB-7F3K"},  {"name", "Noa"},        {"place", "3"},
      {"phone", "+1 555 0100"}, {"hours", "9-20"},    {"count", "15"},        {"salon", "Glow"}};
}

/// The sample with one value replaced.
inline std::vector<text_arg> sample_with(std::string_view name, const std::string& value) {
  auto args = sample_args();
  for (auto& each : args)
    if (each.name == name)
      each.value = value;
  return args;
}

} // namespace quickbooking
