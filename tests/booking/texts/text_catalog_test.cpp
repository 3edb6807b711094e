#define CAF_SUITE text_catalog
#include "booking/texts/catalog.hpp"
#include "messages/reply/reply.hpp"
#include "tests/booking/texts/text_fixture.hpp"

#include <caf/test/unit_test.hpp>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <set>

using namespace quickbooking;

namespace {

constexpr auto first_label = text_key::label_same_day;

bool is_label(text_key key) { return key >= first_label; }

std::set<std::string> as_set(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

/// The first letter with a direction outside of isolates, as WhatsApp looks for it.
bool begins_right_to_left(const std::string& line) {
  auto units = icu::UnicodeString::fromUTF8(line);
  int depth = 0;
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1)) {
    auto c = units.char32At(i);
    depth += c == 0x2066 || c == 0x2068 ? 1 : c == 0x2069 ? -1 : 0;
    auto direction = u_charDirection(c);
    if (depth == 0 && (direction == U_RIGHT_TO_LEFT || direction == U_LEFT_TO_RIGHT))
      return direction == U_RIGHT_TO_LEFT;
  }
  return false;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (char c : text)
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  return lines;
}

int emoji_in(const std::string& text) {
  auto units = icu::UnicodeString::fromUTF8(text);
  int count = 0;
  for (int32_t i = 0; i < units.length(); i = units.moveIndex32(i, 1))
    count += u_hasBinaryProperty(units.char32At(i), UCHAR_EMOJI_PRESENTATION);
  return count;
}

} // namespace

CAF_TEST(every_language_has_the_parameters_of_english) {
  for (auto lang : all_languages)
    for (auto key : all_text_keys())
      if (as_set(parameters_of(lang, key)) != as_set(parameters_of(language::en, key)))
        CAF_ERROR("other parameters: " << name_of(lang, key));
}

CAF_TEST(every_language_has_the_parameters_of_english_in_its_phrases) {
  for (auto lang : all_languages)
    for (std::size_t i = 0; i < phrase_count; ++i) {
      auto names = as_set(phrase_pattern(lang, static_cast<phrase>(i)).parameters());
      CAF_CHECK(names == as_set(phrase_pattern(language::en, static_cast<phrase>(i)).parameters()));
    }
}

CAF_TEST(translations_differ_from_english) {
  for (auto lang : all_languages)
    for (auto key : all_text_keys())
      if (lang != language::en
          && text(lang, key, sample_args()) == text(language::en, key, sample_args()))
        CAF_ERROR("not translated: " << name_of(lang, key));
}

CAF_TEST(keys_have_upper_case_names_of_their_own) {
  std::set<std::string_view> names;
  for (auto key : all_text_keys()) {
    CAF_CHECK(names.insert(to_string(key)).second);
    CAF_CHECK(std::ranges::all_of(to_string(key),
                                  [](char c) { return c == '_' || (c >= 'A' && c <= 'Z'); }));
  }
  CAF_CHECK_EQUAL(to_string(text_key::slot_taken), "SLOT_TAKEN");
  CAF_CHECK_EQUAL(to_string(text_key::greeting), "GREETING");
  CAF_CHECK_EQUAL(to_string(text_key::label_restart), "LABEL_RESTART");
}

CAF_TEST(a_text_above_buttons_has_at_most_three_lines) {
  for (auto lang : all_languages)
    for (auto key : all_text_keys())
      if (key != text_key::booking_confirmed && lines_of(text(lang, key, sample_args())).size() > 3)
        CAF_ERROR("too many lines: " << name_of(lang, key));
}

CAF_TEST(a_message_has_one_or_two_emoji_and_a_label_none) {
  for (auto lang : all_languages)
    for (auto key : all_text_keys()) {
      auto emoji = emoji_in(text(lang, key, sample_args()));
      auto is_short = is_label(key) || key == text_key::slots_footer || key == text_key::list_header
                      || key == text_key::service_header || key == text_key::options_header;
      if (is_short ? emoji != 0 : emoji < 1 || emoji > 2)
        CAF_ERROR(emoji << " emoji: " << name_of(lang, key));
    }
}

CAF_TEST(labels_and_headers_fit_their_places) {
  for (auto lang : all_languages) {
    for (auto key : all_text_keys())
      if (is_label(key) && utf16_length(text(lang, key)) > 20)
        CAF_ERROR("too long: " << name_of(lang, key));
    CAF_CHECK_LESS_OR_EQUAL(utf16_length(text(lang, text_key::options_header)), 20u);
    for (auto key : {text_key::list_header, text_key::service_header, text_key::slots_footer})
      CAF_CHECK_LESS_OR_EQUAL(utf16_length(text(lang, key)), 24u);
  }
}

CAF_TEST(labels_of_one_card_are_never_the_same) {
  using enum text_key;
  for (auto lang : all_languages)
    for (auto group : {std::vector{label_same_day, label_other_day, label_popular},
                       std::vector{label_see_more, label_different_day, label_call},
                       std::vector{label_waitlist, label_call, label_restart},
                       std::vector{label_usual, label_all_times, label_change_time}}) {
      std::set<std::string> labels;
      for (auto key : group)
        CAF_CHECK(labels.insert(text(lang, key)).second);
    }
}

CAF_TEST(labels_are_the_agreed_ones) {
  CAF_CHECK_EQUAL(text(language::en, text_key::label_same_day), "Same day, other time");
  CAF_CHECK_EQUAL(text(language::ru, text_key::label_waitlist), "В лист ожидания");
  CAF_CHECK_EQUAL(text(language::es, text_key::label_same_day), "Mismo día, otra hora");
  CAF_CHECK_EQUAL(text(language::pt, text_key::label_select_time), "Selecionar horário");
  CAF_CHECK_EQUAL(text(language::he, text_key::label_usual), "התור הרגיל שלי");
}

CAF_TEST(each_hebrew_line_begins_with_a_hebrew_letter) {
  for (auto key : all_text_keys())
    for (auto& line : lines_of(text(language::he, key, sample_args())))
      if (!begins_right_to_left(line))
        CAF_ERROR("would be shown left to right: " << name_of(language::he, key));
}
