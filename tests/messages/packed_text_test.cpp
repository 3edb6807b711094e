#define CAF_SUITE packed_text
#include "messages/encoding/packed_text.hpp"
#include "tests/messages/random_values.hpp"

#include <caf/test/unit_test.hpp>
#include <openssl/evp.h>

#include <zstd.h>

using namespace quickbooking;

namespace {

constexpr std::size_t limit = 4096;

std::string base64(const std::string& bytes) {
  std::string text(bytes.size() * 2 + 8, '\0');
  const auto* from = reinterpret_cast<const unsigned char*>(bytes.data());
  auto* to = reinterpret_cast<unsigned char*>(text.data());
  text.resize(static_cast<std::size_t>(EVP_EncodeBlock(to, from, static_cast<int>(bytes.size()))));
  return text;
}

std::string frame(const std::string& text) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  bytes.resize(ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), 1));
  return bytes;
}

/// A frame that does not say how long its text is.
std::string frame_of_unknown_size(const std::string& text) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  auto* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  bytes.resize(ZSTD_compress2(context, bytes.data(), bytes.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return bytes;
}

std::string error_of(const std::string& packed) {
  const auto text = unpack_text(packed, limit);
  return text ? "none" : text.error().code;
}

} // namespace

CAF_TEST(every_text_comes_back) {
  random_values random{5};
  for (int i = 0; i < 300; ++i) {
    const auto text = random.bytes(limit);
    const auto unpacked = unpack_text(pack_text(text), limit);
    CAF_REQUIRE(unpacked.has_value());
    CAF_REQUIRE(*unpacked == text);
  }
}

CAF_TEST(what_is_packed_needs_no_escapes) {
  random_values random{6};
  for (int i = 0; i < 50; ++i)
    CAF_CHECK(pack_text(random.bytes(limit)).find_first_of("\"\\\n") == std::string::npos);
}

CAF_TEST(a_text_that_repeats_itself_gets_much_shorter) {
  CAF_CHECK(pack_text(std::string(2000, 'x')).size() < 60);
}

CAF_TEST(more_than_the_limit_is_not_unpacked) {
  CAF_CHECK_EQUAL(error_of(base64(frame(std::string(limit, 'x')))), "none");
  CAF_CHECK_EQUAL(error_of(base64(frame(std::string(limit + 1, 'x')))), "broken_pack");
  CAF_CHECK_EQUAL(error_of(base64(frame(std::string(50'000'000, 'x')))), "broken_pack");
}

CAF_TEST(a_frame_that_lies_about_its_size_is_refused) {
  const std::string text(300, 'x');
  auto bytes = frame(text); // the size stands in bytes 5 and 6, less 256
  CAF_REQUIRE_EQUAL(ZSTD_getFrameContentSize(bytes.data(), bytes.size()), 300u);
  for (const char low : {0, 43, 45, 127}) {
    bytes[5] = low;
    CAF_CHECK_EQUAL(error_of(base64(bytes)), "broken_pack");
  }
  bytes[5] = 44;
  CAF_CHECK_EQUAL(error_of(base64(bytes)), "none");
  CAF_CHECK_EQUAL(error_of(base64(frame_of_unknown_size(text))), "broken_pack");
}

CAF_TEST(what_is_no_whole_frame_is_refused) {
  const auto bytes = frame("Haircut Friday 3pm, Haircut Friday 4pm, Haircut Friday 5pm");
  for (std::size_t length = 0; length < bytes.size(); ++length)
    CAF_CHECK_EQUAL(error_of(base64(bytes.substr(0, length))), "broken_pack");
  CAF_CHECK_EQUAL(error_of(base64(bytes + "x")), "broken_pack");
  CAF_CHECK_EQUAL(error_of(base64(bytes + bytes)), "broken_pack");
  CAF_CHECK_EQUAL(error_of(base64("Haircut Friday 3pm")), "broken_pack");
}

CAF_TEST(what_is_no_base64_is_refused) {
  const auto good = base64(frame("Haircut"));
  for (const auto& bad :
       {std::string{}, good + "\n", " " + good, good + "    ", good.substr(1), "=" + good.substr(1),
        good.substr(0, 4) + "\"" + good.substr(5), std::string(8, '='), std::string(4, '\0')})
    CAF_CHECK_EQUAL(error_of(bad), "broken_pack");
}

CAF_TEST(no_damage_does_harm) {
  random_values random{7};
  for (int i = 0; i < 20'000; ++i) {
    auto bytes = frame("Haircut Friday 3pm, Haircut Friday 4pm, " + random.words());
    for (auto left = 1 + random.below(3); left > 0; --left)
      bytes[random.below(bytes.size())] = static_cast<char>(random.below(256));
    if (const auto text = unpack_text(base64(bytes), limit))
      CAF_REQUIRE(text->size() <= limit);
  }
}
