#define CAF_SUITE choice_card
#include "tests/booking/cards/card_fixture.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;

CAF_TEST(up_to_three_choices_are_buttons) {
  auto x = choice_card(language::en, "Taken. Which one?",
                       {{"choice_same_day_diff_time", "Same day, other time"},
                        {"choice_popular_times", "Popular times"}});
  CAF_CHECK(!x.is_list());
  CAF_CHECK_EQUAL(x.body, "Taken. Which one?");
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(x)), "Same day, other time|Popular times");
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "choice_same_day_diff_time|choice_popular_times");
}

CAF_TEST(more_choices_are_a_list) {
  auto x = choice_card(language::he, "B", {{"a", "A"}, {"b", "B"}, {"c", "C"}, {"d", "D"}});
  CAF_CHECK(x.is_list());
  CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "a|b|c|d");
  CAF_CHECK(limit_violations(x).empty());
}

CAF_TEST(without_a_choice_one_can_start_over) {
  for (auto lang : all_languages) {
    auto x = choice_card(lang, "B", {});
    CAF_CHECK_EQUAL(joined_by_bar(ids_of(x)), "action_restart");
    CAF_CHECK(limit_violations(x).empty());
  }
  auto unusable = choice_card(language::en, "B", {{"", "No id"}, {" space", "S"}, {"id", "\n"}});
  CAF_CHECK_EQUAL(joined_by_bar(titles_of(unusable)), "Start over");
}

CAF_TEST(a_body_is_never_empty_nor_too_long) {
  CAF_CHECK_EQUAL(choice_card(language::en, " \n ", {{"a", "A"}}).body,
                  "👇 Please tap one of the options, or write another day or time.");
  auto x = choice_card(language::en, std::string(5000, 'x'), {{"a", "A"}});
  CAF_CHECK_EQUAL(utf16_length(x.body), 1024u);
  CAF_CHECK(x.body.ends_with("…"));
}
