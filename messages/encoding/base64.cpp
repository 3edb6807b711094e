#include "messages/encoding/base64.hpp"

#include <openssl/evp.h>

#include <limits>

namespace quickbooking {

namespace {

constexpr std::size_t max_base64 = std::numeric_limits<int>::max() / 2; // OpenSSL counts in int

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::size_t padding(std::string_view base64) {
  return base64.ends_with("==") ? 2 : base64.ends_with('=') ? 1 : 0;
}

} // namespace

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
  const auto length = EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > max_base64)
    return std::nullopt;
  std::string bytes(text.size() / 4 * 3, '\0');
  const auto length = EVP_DecodeBlock(octets(bytes), octets(text), static_cast<int>(text.size()));
  if (length < 0 || static_cast<std::size_t>(length) != bytes.size()) // it forgives white space
    return std::nullopt;
  bytes.resize(bytes.size() - padding(text));
  return bytes;
}

} // namespace quickbooking
