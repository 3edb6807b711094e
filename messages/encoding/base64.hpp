#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// Base64 with padding, without line breaks. For at most 1 GiB of bytes.
std::string to_base64(std::string_view bytes);

/// Reads what `to_base64` writes; nothing for any other text, white space included.
std::optional<std::string> from_base64(std::string_view text);

} // namespace quickbooking
