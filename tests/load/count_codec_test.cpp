#define CAF_SUITE count_codec

#include "load/figures/count_codec.hpp"

#include <caf/test/unit_test.hpp>

#include <random>

using namespace quickbooking;
using std::chrono::microseconds;

namespace {

std::string refusal(std::string_view bytes) {
  const auto read = decode_counts(bytes);
  return read ? "" : read.error().message;
}

} // namespace

CAF_TEST(counts_are_zigzag_words_and_runs_of_zeros_are_negative) {
  histogram x;
  CAF_CHECK_EQUAL(encode_counts(x), "\x01"); // -1
  x.record(microseconds{0}, 2);
  CAF_CHECK_EQUAL(encode_counts(x), "\x04");
  x.record(microseconds{3}, 64);
  CAF_CHECK_EQUAL(encode_counts(x), "\x04\x03\x80\x01"); // 2, -2, 64
}

CAF_TEST(counts_that_another_library_wrote_are_read) {
  // hdr-histogram-js 3.0.1 for the values 1, 1000, 1000, 2500 and 3600000000.
  using namespace std::literals;
  const auto read = decode_counts("\x00\x02\xcb\x0f\x04\xf1\x13\x02\xa1\xc7\x02\x02"sv);
  CAF_REQUIRE(read.has_value());
  histogram expected;
  for (auto value : {1, 1000, 1000, 2500})
    expected.record(microseconds{value});
  expected.record(std::chrono::hours{1});
  CAF_CHECK(*read == expected);
}

CAF_TEST(counts_of_any_size_come_back) {
  histogram x;
  for (int bit = 0; bit < 48; ++bit) {
    x.record(microseconds{bit * 1000}, std::uint64_t{1} << bit);
    x.record(microseconds{bit * 1000 + 500}, (std::uint64_t{1} << bit) - 1);
  }
  const auto read = decode_counts(encode_counts(x));
  CAF_REQUIRE(read.has_value());
  CAF_CHECK(*read == x);
}

CAF_TEST(counts_that_cannot_be_are_refused) {
  const std::string cut = "a count is cut off or too high";
  const std::string many = "more counters than an hour in microseconds has";
  CAF_CHECK_EQUAL(refusal("\x80"), cut);
  CAF_CHECK_EQUAL(refusal(std::string(9, '\xff')), many);                // -2^63
  CAF_CHECK_EQUAL(refusal("\xfe\xff\xff\xff\xff\xff\xff\xff\xff"), cut); // 2^63 - 1
  CAF_CHECK_EQUAL(refusal("\xff\xff\xff\x7f"), many);
  CAF_CHECK_EQUAL(refusal(std::string(23'553, '\x02')), many);
  CAF_CHECK_EQUAL(refusal(std::string(23'552, '\x02')), "");
}

CAF_TEST(random_bytes_are_read_or_refused_without_harm) {
  std::mt19937 random{4};
  for (int i = 0; i < 500; ++i) {
    std::string bytes(random() % 40, '\0');
    for (auto& x : bytes)
      x = static_cast<char>(random());
    const auto read = decode_counts(bytes);
    if (read)
      CAF_CHECK(decode_counts(encode_counts(*read)).value() == *read);
  }
}
