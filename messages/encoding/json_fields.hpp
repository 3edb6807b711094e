#pragma once

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

// Lenient access to JSON that others wrote: whatever is missing or has another type reads as
// absent. `object` need not be an object.

/// The member, or null.
const nlohmann::json& field(const nlohmann::json& object, std::string_view name);

/// The member if it is an array, else an empty array.
const nlohmann::json& array_field(const nlohmann::json& object, std::string_view name);

/// The string, or an empty one.
std::string string_field(const nlohmann::json& object, std::string_view name);

/// The string, unless it is empty.
std::optional<std::string> text_field(const nlohmann::json& object, std::string_view name);

/// The number; a fraction is rounded, and one that does not fit counts as absent.
std::optional<std::int64_t> integer_field(const nlohmann::json& object, std::string_view name);

/// The number, brought into `lowest`..`highest`; `lowest` if there is none.
int bounded_field(const nlohmann::json& object, std::string_view name, int lowest, int highest);

bool bool_field(const nlohmann::json& object, std::string_view name);

/// All members but those in `known`; null if there are none, or `object` is none.
template <class Names>
nlohmann::json members_except(const nlohmann::json& object, const Names& known) {
  if (!object.is_object() || object.empty())
    return {};
  auto rest = object;
  for (const auto& name : known)
    rest.erase(std::string{name});
  return rest.empty() ? nlohmann::json{} : rest;
}

} // namespace quickbooking
