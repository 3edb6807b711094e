#define CAF_SUITE utf8
#include "messages/encoding/utf8.hpp"
#include "tests/messages/random_values.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(lengths_are_those_of_javascript) {
  CAF_CHECK_EQUAL(utf16_length(""), 0u);
  CAF_CHECK_EQUAL(utf16_length("3:00 PM"), 7u);
  CAF_CHECK_EQUAL(utf16_length("Подтвердить"), 11u);
  CAF_CHECK_EQUAL(utf16_length("אישור"), 5u);
  CAF_CHECK_EQUAL(utf16_length("₪"), 1u);
  CAF_CHECK_EQUAL(utf16_length("💇"), 2u);
  CAF_CHECK_EQUAL(utf16_length("🇮🇱"), 4u);
  CAF_CHECK_EQUAL(utf16_length("👨‍👩‍👧‍👦"), 11u);
}

CAF_TEST(well_formed_text_is_kept) {
  for (auto text :
       {"", "plain", "Стрижка", "תספורת", "\xF4\x8F\xBF\xBF", "\xED\x9F\xBF", "💇‍♀️"}) {
    CAF_CHECK(is_utf8(text));
    CAF_CHECK_EQUAL(to_valid_utf8(text), text);
  }
}

CAF_TEST(each_byte_that_is_not_utf8_becomes_a_replacement_character) {
  const std::string r = "\xEF\xBF\xBD";
  CAF_CHECK_EQUAL(to_valid_utf8("caf\xE9!"), "caf" + r + "!");
  CAF_CHECK_EQUAL(to_valid_utf8("\xC0\xAF"), r + r);                 // overlong '/'
  CAF_CHECK_EQUAL(to_valid_utf8("\xE0\x80\xAF"), r + r + r);         // overlong '/'
  CAF_CHECK_EQUAL(to_valid_utf8("\xED\xA0\x80"), r + r + r);         // a surrogate
  CAF_CHECK_EQUAL(to_valid_utf8("\xF4\x90\x80\x80"), r + r + r + r); // above U+10FFFF
  CAF_CHECK_EQUAL(to_valid_utf8("\xF5"), r);
  CAF_CHECK_EQUAL(to_valid_utf8("\x80x"), r + "x");
  CAF_CHECK_EQUAL(to_valid_utf8("\xE2\x82"), r + r); // cut short
}

CAF_TEST(a_broken_sequence_is_seen_wherever_it_stands) {
  const std::string plain = "abcdefghijklmnopqrstuvwxyz";
  for (std::size_t at = 0; at <= plain.size(); ++at) {
    CAF_CHECK(!is_utf8(plain.substr(0, at) + "\xE2\x82" + plain.substr(at)));
    CAF_CHECK(is_utf8(plain.substr(0, at) + "€" + plain.substr(at)));
  }
}

CAF_TEST(any_bytes_become_well_formed) {
  random_values random{13};
  for (int i = 0; i < 3000; ++i) {
    const auto bytes = random.bytes(40);
    const auto valid = to_valid_utf8(bytes);
    CAF_REQUIRE(is_utf8(valid));
    CAF_REQUIRE_EQUAL(valid == bytes, is_utf8(bytes));
    CAF_REQUIRE_EQUAL(utf16_length(valid), utf16_length(bytes));
  }
}

CAF_TEST(text_is_cut_between_code_points) {
  CAF_CHECK_EQUAL(clip_utf8("Подтвердить", 5), "По");
  CAF_CHECK_EQUAL(clip_utf8("💇💇", 7), "💇");
  CAF_CHECK_EQUAL(clip_utf8("abc", 3), "abc");
  CAF_CHECK_EQUAL(clip_utf8("abc", 0), "");
  CAF_CHECK_EQUAL(clip_utf8("\x80\x80\x80", 2), "");
}
