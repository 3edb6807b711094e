#define CAF_SUITE cleaned
#include "booking/texts/texts.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(a_decent_name_is_kept) {
  for (std::string name : {"Sarah", "Anne Marie", "Сара", "שרה", "O'Neil-Smith",
                           "Zoë 👩‍👩‍👧 🇮🇱", "5\u00A0000\u00A0₽"})
    CAF_CHECK_EQUAL(cleaned(name), name);
}

CAF_TEST(white_space_is_single_and_inside) {
  CAF_CHECK_EQUAL(cleaned("  Anne \t\r\n  Marie "), "Anne Marie");
  CAF_CHECK_EQUAL(cleaned("Anne\u2028Marie\u3000"), "Anne Marie");
}

CAF_TEST(control_characters_go) {
  CAF_CHECK_EQUAL(cleaned(std::string_view("A\0B\x7F\xC2\x85", 6)), "A B");
  CAF_CHECK_EQUAL(cleaned("\u202EevilA\u2066\u2069"), "evilA");
}

CAF_TEST(what_nobody_can_see_is_empty) {
  for (std::string name :
       {"", " ", "\n\t", "\u200B\u200D", "\uFEFF", "\u00A0", "\u2066\u2069", "\u200F \u200F"})
    CAF_CHECK_EQUAL(cleaned(name), "");
}

CAF_TEST(what_is_not_decent_is_seen_wherever_it_stands) {
  const std::string name = "Anne-Marie-Sarah-Louise";
  for (std::size_t at = 1; at < name.size(); ++at) {
    const auto first = name.substr(0, at), last = name.substr(at);
    for (std::string between : {"\t", "  ", "\n ", " \x7f"})
      CAF_CHECK_EQUAL(cleaned(first + between + last), first + " " + last);
    CAF_CHECK_EQUAL(cleaned(first + " "), first);
    CAF_CHECK_EQUAL(cleaned(first + "\u202E" + last), name);
  }
}

CAF_TEST(blank_is_what_is_empty_when_cleaned) {
  for (std::string text : {"", " \n", "\u200B", "\u2066 \u2069", "\u00A0", "\x7f", "\u0085", "a",
                           " \u2066a", "\u200B\xFF", "ש", "\n\n."})
    CAF_CHECK_EQUAL(is_blank(text), cleaned(text).empty());
}

CAF_TEST(broken_utf8_becomes_replacement_characters) {
  CAF_CHECK_EQUAL(cleaned("a\xFF"
                          "b"),
                  "a\uFFFD"
                  "b");
  CAF_CHECK_EQUAL(cleaned("\xD7"), "\uFFFD");
}
