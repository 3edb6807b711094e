#pragma once

#include "messages/failure.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace quickbooking {

/// What a JSON text from outside may be.
struct json_limits {
  std::size_t max_depth = 64;        ///< levels of arrays and objects
  std::size_t max_values = SIZE_MAX; ///< members and elements in all
};

/// Reads JSON that a stranger wrote. The limits are checked before anything is built. Lone
/// surrogate escapes and bytes that are not UTF-8 become U+FFFD, so that every string in the result
/// is valid. Errors: `malformed_json`.
result<nlohmann::json> parse_json(std::string_view bytes, json_limits limits = {});

/// Writes without spaces; never throws: bytes that are not UTF-8 become U+FFFD.
std::string to_text(const nlohmann::json& x);
std::string to_text(const nlohmann::ordered_json& x);

} // namespace quickbooking
