#include "messages/encoding/packed_text.hpp"

#include "messages/encoding/base64.hpp"

#include <zstd.h>

namespace quickbooking {

namespace {

/// Higher levels save nothing on texts of a few KB and cost time.
constexpr int level = 3;

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
