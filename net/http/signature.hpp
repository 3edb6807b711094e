#pragma once

#include <string>
#include <string_view>

namespace quickbooking {

/// `sha256=` + 64 lower-case hex digits: HMAC-SHA256 over the exact bytes (whatsapp.md 1.3). Any
/// thread.
std::string sign(std::string_view secret, std::string_view body);

/// True if the `X-Hub-Signature-256` header fits the bytes; constant time in the digest, hex of any
/// case.
bool is_signed(std::string_view secret, std::string_view body, std::string_view header);

/// Equal, in time that depends on the lengths only.
bool equal_constant_time(std::string_view a, std::string_view b);

} // namespace quickbooking
