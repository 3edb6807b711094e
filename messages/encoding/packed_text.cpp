#include "messages/encoding/packed_text.hpp"

#include "messages/encoding/base64.hpp"

#include <zstd.h>

#include <cstdint>

namespace quickbooking {

namespace {

/// Higher levels save nothing on texts of a few KB and cost time.
constexpr int level = 3;

tl::unexpected<failure> broken(std::string what) { return fail("broken_pack", std::move(what)); }

struct context_free {
  void operator()(ZSTD_CCtx* x) const { ZSTD_freeCCtx(x); }
  void operator()(ZSTD_DCtx* x) const { ZSTD_freeDCtx(x); }
  void operator()(ZSTD_CDict* x) const { ZSTD_freeCDict(x); }
  void operator()(ZSTD_DDict* x) const { ZSTD_freeDDict(x); }
};

/// As many bytes as the frame says that it holds.
template <class Decompress>
result<std::string> unfolded(std::string_view frame, std::size_t max_bytes, Decompress run) {
  const auto claimed = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (claimed == ZSTD_CONTENTSIZE_ERROR)
    return broken("not a zstd frame");
  if (claimed == ZSTD_CONTENTSIZE_UNKNOWN || claimed > max_bytes)
    return broken("unpacks to more than " + std::to_string(max_bytes) + " bytes, or does not say");
  std::string text(static_cast<std::size_t>(claimed), '\0');
  const std::size_t length = run(text.data(), text.size());
  if (ZSTD_isError(length) != 0 || length != text.size())
    return broken("a damaged zstd frame");
  return text;
}

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
  return unfolded(*frame, max_bytes, [&](char* to, std::size_t size) {
    return ZSTD_decompress(to, size, frame->data(), frame->size());
  });
}

// -- with a sample ---

struct sample_packer::dictionaries {
  std::unique_ptr<ZSTD_CDict, context_free> pack;
  std::unique_ptr<ZSTD_DDict, context_free> unpack;
};

sample_packer::sample_packer(std::string_view sample)
    : dictionaries_{new dictionaries{std::unique_ptr<ZSTD_CDict, context_free>{
                                         ZSTD_createCDict(sample.data(), sample.size(), level)},
                                     std::unique_ptr<ZSTD_DDict, context_free>{
                                         ZSTD_createDDict(sample.data(), sample.size())}}} {}

sample_packer::~sample_packer() = default;

std::string sample_packer::pack(std::string_view text) const {
  thread_local const std::unique_ptr<ZSTD_CCtx, context_free> context{ZSTD_createCCtx()};
  std::string frame(ZSTD_compressBound(text.size()), '\0');
  const auto length = ZSTD_compress_usingCDict(context.get(), frame.data(), frame.size(),
                                               text.data(), text.size(), dictionaries_->pack.get());
  if (ZSTD_isError(length) != 0)
    return {};
  return frame.substr(0, length); // no larger than it must be
}

result<std::string> sample_packer::unpack(std::string_view frame) const {
  thread_local const std::unique_ptr<ZSTD_DCtx, context_free> context{ZSTD_createDCtx()};
  return unfolded(frame, SIZE_MAX, [&](char* to, std::size_t size) {
    return ZSTD_decompress_usingDDict(context.get(), to, size, frame.data(), frame.size(),
                                      dictionaries_->unpack.get());
  });
}

} // namespace quickbooking
