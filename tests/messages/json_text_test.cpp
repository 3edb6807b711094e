#define CAF_SUITE json_text
#include "messages/encoding/json_fields.hpp"
#include "messages/encoding/json_text.hpp"

#include <caf/test/unit_test.hpp>

using namespace quickbooking;
using nlohmann::json;

namespace {

const std::string replaced = "\xEF\xBF\xBD";

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

/// The string that a JSON text is, or the error's code.
std::string read_string(std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed)
    return parsed.error().code;
  return parsed->is_string() ? parsed->get<std::string>() : "no string";
}

} // namespace

CAF_TEST(json_of_64_levels_is_read_and_of_65_is_not) {
  CAF_CHECK(parse_json(nested(64)));
  const auto deeper = parse_json(nested(65));
  CAF_REQUIRE(!deeper);
  CAF_CHECK_EQUAL(deeper.error().code, "malformed_json");
  CAF_CHECK_EQUAL(deeper.error().message, "nested deeper than 64 levels");
}

CAF_TEST(a_million_levels_are_refused_without_building_them) {
  CAF_CHECK(!parse_json(std::string(1000000, '[')));
  std::string objects;
  for (int i = 0; i < 100000; ++i)
    objects += "{\"a\":";
  CAF_CHECK(!parse_json(objects));
}

CAF_TEST(brackets_in_strings_are_not_levels) {
  CAF_CHECK(parse_json("\"" + std::string(100, '[') + "\""));
  CAF_CHECK(
      parse_json(R"(["\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["])"));
}

CAF_TEST(siblings_are_not_levels) {
  std::string wide = "[";
  for (int i = 0; i < 1000; ++i)
    wide += "[{}],";
  CAF_CHECK(parse_json(wide + "1]"));
}

CAF_TEST(the_number_of_values_can_be_limited) {
  CAF_CHECK(parse_json("[1,2,3]", {.max_values = 3}));
  CAF_CHECK(!parse_json("[1,2,3,4]", {.max_values = 3}));
  CAF_CHECK(parse_json(R"(["1,2,3,4"])", {.max_values = 3}));
}

CAF_TEST(pairs_of_surrogates_are_read) {
  CAF_CHECK_EQUAL(read_string(R"("\ud83d\ude00")"), "😀");
  CAF_CHECK_EQUAL(read_string(R"("\uD83D\uDE00 \/ \u05e9")"), "😀 / ש");
  CAF_CHECK_EQUAL(read_string(R"("\ud7ff\ue000")"), "\xED\x9F\xBF\xEE\x80\x80");
}

CAF_TEST(lone_surrogates_are_replaced) {
  CAF_CHECK_EQUAL(read_string(R"("a\ud83db")"), "a" + replaced + "b");
  CAF_CHECK_EQUAL(read_string(R"("\ude00")"), replaced);
  CAF_CHECK_EQUAL(read_string(R"("\uDBFF\uDBFF\uDFFF")"), replaced + "\xF4\x8F\xBF\xBF");
  CAF_CHECK_EQUAL(read_string(R"("\ud83d\u0041")"), replaced + "A");
  CAF_CHECK_EQUAL(read_string(R"("\ud83d")"), replaced);
}

CAF_TEST(an_escaped_backslash_begins_no_surrogate) {
  CAF_CHECK_EQUAL(read_string(R"("\\ud83d")"), "\\ud83d");
  CAF_CHECK_EQUAL(read_string(R"("\\\ud83d")"), "\\" + replaced);
}

CAF_TEST(bytes_that_are_not_utf8_are_replaced) {
  CAF_CHECK_EQUAL(read_string("\"caf\xE9\""), "caf" + replaced);
  CAF_CHECK_EQUAL(read_string("\"\xF0\x9F\x98\""), replaced + replaced + replaced);
}

CAF_TEST(what_is_not_json_is_refused) {
  for (auto text : {"",         " ",     "{",     "}",    "]",     "{broken",   "{\"a\":}",
                    "[1,]",     "nul",   "\"",    "\"\\", "\"\\u", "\"\\ud83d", "\"\\ud8",
                    "\"\\ux\"", "1e999", "{} {}", "\xFF", "'a'",   "\"\t\""})
    CAF_CHECK_EQUAL(read_string(text), "malformed_json");
}

CAF_TEST(errors_do_not_quote_what_was_sent) {
  const auto parsed = parse_json(R"({"text":"secret", oops})");
  CAF_REQUIRE(!parsed);
  CAF_CHECK_EQUAL(parsed.error().message.find("secret"), std::string::npos);
  CAF_CHECK_EQUAL(parsed.error().message.find("oops"), std::string::npos);
}

CAF_TEST(writing_never_throws) {
  CAF_CHECK_EQUAL(to_text(json("caf\xE9")), "\"caf" + replaced + "\"");
  CAF_CHECK_EQUAL(to_text(nlohmann::ordered_json{{"b", 1}, {"a", "ש"}}), R"({"b":1,"a":"ש"})");
}

CAF_TEST(fields_of_other_types_read_as_absent) {
  const json x{{"text", "a"}, {"empty", ""}, {"number", 7}, {"list", {1, 2}}, {"yes", true}};
  CAF_CHECK_EQUAL(string_field(x, "text"), "a");
  CAF_CHECK_EQUAL(string_field(x, "number"), "");
  CAF_CHECK(!text_field(x, "empty"));
  CAF_CHECK(field(x, "none").is_null());
  CAF_CHECK(field(json::array(), "text").is_null());
  CAF_CHECK_EQUAL(array_field(x, "list").size(), 2u);
  CAF_CHECK_EQUAL(array_field(x, "text").size(), 0u);
  CAF_CHECK_EQUAL(bool_field(x, "yes"), true);
  CAF_CHECK_EQUAL(bool_field(x, "number"), false);
}

CAF_TEST(numbers_that_do_not_fit_read_as_absent) {
  const auto x = json::parse(R"({"small":-9223372036854775808,"big":18446744073709551615,
    "huge":1e300,"half":2.5,"exact":3.0})");
  CAF_CHECK(integer_field(x, "small") == INT64_MIN);
  CAF_CHECK(!integer_field(x, "big"));
  CAF_CHECK(!integer_field(x, "huge"));
  CAF_CHECK(integer_field(x, "half") == 3);
  CAF_CHECK(integer_field(x, "exact") == 3);
  CAF_CHECK_EQUAL(bounded_field(x, "small", 0, 3), 0);
  CAF_CHECK_EQUAL(bounded_field(x, "exact", 0, 2), 2);
  CAF_CHECK_EQUAL(bounded_field(x, "none", 1, 2), 1);
}
