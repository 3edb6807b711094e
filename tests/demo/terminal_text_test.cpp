#define CAF_SUITE terminal_text
#include "tests/demo/terminal_text.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

namespace {

using lines = std::vector<std::string>;

} // namespace

CAF_TEST(letters_take_one_column_and_emoji_two) {
  CAF_CHECK_EQUAL(columns_of("haircut"), 7u);
  CAF_CHECK_EQUAL(columns_of("שלום"), 4u);
  CAF_CHECK_EQUAL(columns_of("привет"), 6u);
  CAF_CHECK_EQUAL(columns_of("⭐ 😀"), 5u);
  CAF_CHECK_EQUAL(columns_of("\u2066a\u2069"), 1u);
}

CAF_TEST(text_breaks_at_blanks_and_keeps_its_newlines) {
  CAF_CHECK_EQUAL(wrapped("one two three", 8), (lines{"one two", "three"}));
  CAF_CHECK_EQUAL(wrapped("one\n\ntwo", 8), (lines{"one", "", "two"}));
  CAF_CHECK_EQUAL(wrapped("", 8), (lines{""}));
}

CAF_TEST(a_word_that_is_too_long_is_cut_between_letters) {
  CAF_CHECK_EQUAL(wrapped("abcdefgh", 3), (lines{"abc", "def", "gh"}));
  CAF_CHECK_EQUAL(wrapped("שלוםשלום", 4), (lines{"שלום", "שלום"}));
  CAF_CHECK_EQUAL(wrapped("😀", 1), (lines{"😀"}));
}

CAF_TEST(marks_are_taken_out_in_pairs) {
  CAF_CHECK_EQUAL(without_marks("Code: *K7QF2M*, _soon_"), "Code: K7QF2M, soon");
  CAF_CHECK_EQUAL(without_marks("2 * 3 * 4 and a_b"), "2 * 3 * 4 and a_b");
}
