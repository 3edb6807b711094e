#define CAF_SUITE shortened
#include "booking/texts/texts.hpp"
#include "messages/reply/reply.hpp"

#include <caf/test/unit_test.hpp>

#include <random>

using namespace quickbooking;

namespace {

/// What a reader sees as one character each.
const std::vector<std::string> graphemes{"a",       "Я",
                                         "ש",       "é",
                                         "e\u0301", "ש\u05B8\u05C1",
                                         "😀",       "👩‍👩‍👧‍👦",
                                         "🇮🇱",      "👍🏽",
                                         "❤️",  "x\u0300\u0301\u0302\u0303",
                                         "-"};

} // namespace

CAF_TEST(what_fits_is_kept) {
  CAF_CHECK_EQUAL(shortened("Sarah", 5), "Sarah");
  CAF_CHECK_EQUAL(shortened("", 5), "");
  CAF_CHECK_EQUAL(shortened("😀😀", 4), "😀😀");
}

CAF_TEST(what_is_cut_ends_in_an_ellipsis) {
  CAF_CHECK_EQUAL(shortened("Alexandra", 5), "Alex…");
  CAF_CHECK_EQUAL(shortened("Александра", 5), "Алек…");
  CAF_CHECK_EQUAL(shortened("Sarah", 1), "…");
  CAF_CHECK_EQUAL(shortened("Sarah", 0), "");
}

CAF_TEST(no_space_is_left_at_the_end) {
  CAF_CHECK_EQUAL(shortened("Anna Maria", 6), "Anna…");
  CAF_CHECK_EQUAL(shortened("Anna  ", 6), "Anna");
  CAF_CHECK_EQUAL(shortened("   ", 2), "");
  CAF_CHECK_EQUAL(shortened("Анна\u3000", 9), "Анна");
  CAF_CHECK_EQUAL(shortened("שרה \u2028", 9), "שרה");
}

CAF_TEST(broken_utf8_is_repaired_also_where_it_fits) {
  CAF_CHECK_EQUAL(shortened("Sarah \xFF.", 20), "Sarah \uFFFD.");
  CAF_CHECK_EQUAL(shortened("\xFF", 20), "\uFFFD");
}

CAF_TEST(graphemes_stay_whole) {
  CAF_CHECK_EQUAL(shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 12),
                  "👩‍👩‍👧‍👦…");
  CAF_CHECK_EQUAL(shortened("👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 11), "…");
  CAF_CHECK_EQUAL(shortened("ae\u0301bc", 3), "a…");
  CAF_CHECK_EQUAL(shortened("🇮🇱🇮🇱", 6), "🇮🇱…");
}

CAF_TEST(any_text_is_cut_between_graphemes_and_fits) {
  std::minstd_rand random{20251031};
  for (int round = 0; round < 2000; ++round) {
    std::vector<std::string> pieces(random() % 40);
    std::string all;
    for (auto& piece : pieces)
      all += piece = graphemes[random() % graphemes.size()];
    auto limit = random() % 30;
    auto result = shortened(all, limit);
    CAF_CHECK_LESS_OR_EQUAL(utf16_length(result), limit);
    if (result == all || result.empty())
      continue;
    CAF_REQUIRE(result.ends_with("…"));
    auto kept = result.substr(0, result.size() - std::string("…").size());
    std::string prefix;
    for (auto i = pieces.begin(); prefix.size() < kept.size(); ++i)
      prefix += *i;
    CAF_CHECK_EQUAL(prefix, kept);
  }
}
