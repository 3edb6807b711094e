#pragma once

#include "messages/failure.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace quickbooking {

/// Compressed text in characters that need no escape in JSON: one zstd frame in base64. Empty
/// if it cannot be had.
std::string pack_text(std::string_view text);

/// Reads what `pack_text` writes, from whomever it comes: never unpacks to more than `max_bytes`.
/// Errors: `broken_pack`.
result<std::string> unpack_text(std::string_view packed, std::size_t max_bytes);

} // namespace quickbooking
