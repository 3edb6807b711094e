#define CAF_SUITE patterns
#include "booking/texts/catalog.hpp"
#include "booking/texts/pattern.hpp"
#include "tests/booking/texts/text_fixture.hpp"

#include <caf/test/unit_test.hpp>
#include <unicode/msgfmt.h>

#include <stdexcept>

using namespace quickbooking;

namespace {

/// ICU formats numbers for # and plurals, everything else is a string.
icu::Formattable formattable(const text_arg& arg, bool is_count) {
  if (is_count)
    return icu::Formattable(static_cast<int32_t>(std::stoi(arg.value)));
  return icu::Formattable(icu::UnicodeString::fromUTF8(arg.value));
}

/// What ICU makes of the pattern. "{time, at}" is ours: ICU gets a plain parameter.
std::string by_icu(language lang, std::string source, const std::vector<text_arg>& args) {
  UErrorCode status = U_ZERO_ERROR;
  auto units = icu::UnicodeString::fromUTF8(source);
  units.findAndReplace("{time, at}", "{time}");
  icu::MessageFormat format(units, icu::Locale(std::string(to_string(lang)).c_str()), status);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (auto& arg : args) {
    auto is_count = source.find(std::string(arg.name) + ", plural") != std::string::npos;
    names.push_back(icu::UnicodeString::fromUTF8(std::string(arg.name)));
    values.push_back(formattable(arg, is_count));
  }
  icu::UnicodeString result;
  format.format(names.data(), values.data(), static_cast<int32_t>(args.size()), result, status);
  CAF_REQUIRE(U_SUCCESS(status));
  std::string bytes;
  return result.toUTF8String(bytes);
}

/// The time with the words that "{time, at}" puts before it.
std::vector<text_arg> with_at(language lang, std::string_view source, std::vector<text_arg> args) {
  if (source.find("{time, at}") != std::string_view::npos)
    for (auto& arg : args)
      if (arg.name == "time")
        arg.value = std::string(catalog_of(lang).words.at) + arg.value;
  return args;
}

std::string render(std::string_view source, const std::vector<text_arg>& args) {
  return pattern(language::en, source).part(args);
}

bool is_rejected(std::string_view source) {
  try {
    pattern(language::en, source);
    return false;
  } catch (const std::invalid_argument& problem) {
    return std::string_view(problem.what()).find(source) != std::string_view::npos;
  }
}

} // namespace

CAF_TEST(every_text_reads_as_icu_writes_it) {
  for (auto lang : all_languages)
    for (auto key : all_text_keys()) {
      auto source = catalog_of(lang).texts[static_cast<std::size_t>(key)];
      auto expected = by_icu(lang, std::string(source), with_at(lang, source, sample_args()));
      CAF_CHECK_EQUAL(text_pattern(lang, key).part(sample_args()), expected);
    }
}

CAF_TEST(every_phrase_reads_as_icu_writes_it_for_all_small_counts) {
  for (auto lang : all_languages)
    for (std::size_t i = 0; i < phrase_count; ++i)
      for (int n = 0; n < 130; ++n) {
        auto count = std::to_string(n);
        std::vector<text_arg> args{{"hours", count}, {"minutes", count}, {"days", count},
                                   {"count", count}, {"span", count},    {"weekday", "W"},
                                   {"day", "7"},     {"month", "M"},     {"start", "S"},
                                   {"end", "E"}};
        auto source = std::string(catalog_of(lang).phrases[i]);
        auto ours = phrase_pattern(lang, static_cast<phrase>(i)).part(args);
        if (ours != by_icu(lang, source, args))
          CAF_ERROR("not as ICU: " << ours);
      }
}

CAF_TEST(patterns_nest_and_choose) {
  auto source = "{n, plural, =0 {none} one {# {what}} other {# {what}s}}";
  CAF_CHECK_EQUAL(render(source, {{"n", "0"}, {"what", "cat"}}), "none");
  CAF_CHECK_EQUAL(render(source, {{"n", "1"}, {"what", "cat"}}), "1 cat");
  CAF_CHECK_EQUAL(render(source, {{"n", "12"}, {"what", "cat"}}), "12 cats");
  CAF_CHECK_EQUAL(render(source, {{"n", "many"}, {"what", "cat"}}), "many cats");
  auto choice = "{who, select, empty {nobody} Ann {herself} other {<{who}>}}";
  CAF_CHECK_EQUAL(render(choice, {{"who", ""}}), "nobody");
  CAF_CHECK_EQUAL(render(choice, {{"who", " \u200B\n"}}), "nobody");
  CAF_CHECK_EQUAL(render(choice, {{"who", "Ann"}}), "herself");
  CAF_CHECK_EQUAL(render(choice, {{"who", "Bob"}}), "<Bob>");
}

CAF_TEST(apostrophes_quote_as_in_icu) {
  CAF_CHECK_EQUAL(render("it's '{here}' and ''so''", {}), "it's {here} and 'so'");
}

CAF_TEST(parameters_are_listed_once_in_order) {
  pattern x(language::en, "{b} {a, select, empty {} other {{c}}} {b}");
  CAF_CHECK(x.parameters() == (std::vector<std::string>{"b", "a", "c"}));
}

CAF_TEST(a_pattern_that_is_not_understood_is_rejected_by_name) {
  CAF_CHECK(is_rejected("{open"));
  CAF_CHECK(is_rejected("{n, plural, one {1}}"));
  CAF_CHECK(is_rejected("{n, plural, offset:1 one {1} other {2}}"));
  CAF_CHECK(is_rejected("{n, number}"));
  CAF_CHECK(is_rejected("{n, selectordinal, other {x}}"));
  CAF_CHECK(is_rejected("{n, choice, 0#none|1#one}"));
}
