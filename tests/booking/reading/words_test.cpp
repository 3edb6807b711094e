#define CAF_SUITE words

#include "booking/reading/words.hpp"

#include <caf/test/unit_test.hpp>
#include <unicode/unistr.h>

using namespace quickbooking;

namespace {

std::string to_utf8(std::u16string_view text) {
  std::string out;
  icu::UnicodeString(text.data(), static_cast<int32_t>(text.size())).toUTF8String(out);
  return out;
}

/// The folded words with a bar between them; `_` before one that is glued to the last.
std::string cut(std::string_view text) {
  const word_list words{text};
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i)
    out += (i == 0 ? "" : words[i].glued ? "_" : "|") + to_utf8(words.text(i));
  return out;
}

} // namespace

CAF_TEST(letters_numbers_and_signs_are_parted) {
  CAF_CHECK_EQUAL(cut("Haircut Friday 3pm"), "haircut|friday|3_pm");
  CAF_CHECK_EQUAL(cut("at 15:30!"), "at|15_:_30_!");
  CAF_CHECK_EQUAL(cut(""), "");
  CAF_CHECK_EQUAL(cut(" \n\t "), "");
}

CAF_TEST(what_customers_leave_out_or_add_does_not_matter) {
  CAF_CHECK_EQUAL(cut("MAÑANA à tarde"), "manana|a|tarde");
  CAF_CHECK_EQUAL(cut("Ёлка"), "елка");
  CAF_CHECK_EQUAL(cut("o'clock o’clock"), "oclock|oclock");
  CAF_CHECK_EQUAL(cut("\u202Bשָׁלוֹם\u202C"), "שלום");
  CAF_CHECK_EQUAL(cut("pleaseeee"), "please");
  CAF_CHECK_EQUAL(cut("５pm"), "5_pm"); // full width
  CAF_CHECK_EQUAL(cut("3 p.m."), "3|pm_.");
}

CAF_TEST(hyphens_part_letters_and_stay_between_figures) {
  CAF_CHECK_EQUAL(cut("meio-dia"), "meio|dia");
  CAF_CHECK_EQUAL(cut("3-5"), "3_-_5");
  CAF_CHECK_EQUAL(cut("3–5"), "3_-_5");
}

CAF_TEST(emoji_part_words_and_are_gone) {
  CAF_CHECK_EQUAL(cut("hi💇🏽‍♀️there"), "hi|there");
}

CAF_TEST(numbers_have_values_up_to_nine_digits) {
  const word_list words{"007 123456789 1234567890"};
  CAF_REQUIRE_EQUAL(words.size(), 3u);
  CAF_CHECK_EQUAL(words[0].value, 7);
  CAF_CHECK_EQUAL(words[1].value, 123456789);
  CAF_CHECK_EQUAL(words[2].value, -1);
}

CAF_TEST(only_capitals_throughout_are_shouting) {
  CAF_CHECK(word_list{"HAIRCUT FRIDAY"}.is_shouted());
  CAF_CHECK(!word_list{"Haircut with SARAH"}.is_shouted());
  CAF_CHECK(!word_list{"ok 3 PM"}.is_shouted());
}

CAF_TEST(only_the_first_4096_bytes_count_and_no_letter_is_halved) {
  std::string text(4095, ' ');
  text += "ж";
  CAF_CHECK_EQUAL(cut(text), "");
  CAF_CHECK_EQUAL(cut(text.substr(1)), "ж");
}

CAF_TEST(scripts_are_told_by_the_first_letter) {
  const std::pair<const char16_t*, script> expected[]
      = {{u"abc", script::latin}, {u"жук", script::cyrillic}, {u"שרה", script::hebrew},
         {u"あ", script::other},  {u"", script::other},       {u"ñ", script::latin}};
  for (const auto& [word, kind] : expected)
    CAF_CHECK(script_of(word) == kind);
}
