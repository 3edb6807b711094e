#include "messages/encoding/packed_text.hpp"

#include <openssl/evp.h>

#include <zstd.h>

#include <limits>
#include <optional>

namespace quickbooking {

namespace {

/// Higher levels save nothing on texts of a few KB and cost time.
constexpr int level = 3;

constexpr std::size_t max_base64 = std::numeric_limits<int>::max() / 2; // OpenSSL counts in int

const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* octets(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string to_base64(std::string_view bytes) {
  std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0'); // OpenSSL ends it with a zero
  const auto length = EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

std::size_t padding(std::string_view base64) {
  return base64.ends_with("==") ? 2 : base64.ends_with('=') ? 1 : 0;
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

tl::unexpected<failure> broken(std::string what) { return fail("broken_pack", std::move(what)); }

} // namespace

std::string pack_text(std::string_view text) {
  std::string frame(ZSTD_compressBound(text.size()), '\0');
  const auto length = ZSTD_compress(frame.data(), frame.size(), text.data(), text.size(), level);
  return ZSTD_isError(length) != 0 ? std::string{} : to_base64({frame.data(), length});
}

result<std::string> unpack_text(std::string_view packed, std::size_t max_bytes) {
  const auto frame = from_base64(packed);
  if (!frame)
    return broken("not base64");
  const auto claimed = ZSTD_getFrameContentSize(frame->data(), frame->size());
  if (claimed == ZSTD_CONTENTSIZE_ERROR)
    return broken("not a zstd frame");
  if (claimed == ZSTD_CONTENTSIZE_UNKNOWN || claimed > max_bytes)
    return broken("unpacks to more than " + std::to_string(max_bytes) + " bytes, or does not say");
  std::string text(static_cast<std::size_t>(claimed), '\0');
  const auto length = ZSTD_decompress(text.data(), text.size(), frame->data(), frame->size());
  if (ZSTD_isError(length) != 0 || length != text.size())
    return broken("a damaged zstd frame");
  return text;
}

} // namespace quickbooking
