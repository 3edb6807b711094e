#include "booking/catalog/catalog_fields.hpp"

#include "booking/calendar/zone.hpp"

#include <unicode/ucurr.h>
#include <unicode/unistr.h>

#include <algorithm>

namespace quickbooking {

namespace {

bool is_id_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// ISO 4217, upper case.
bool is_currency(const std::string& code) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  auto utf16 = icu::UnicodeString::fromUTF8(code);
  return code.size() == 3 && std::ranges::all_of(code, is_upper)
         && ucurr_getNumericCode(utf16.getTerminatedBuffer()) != 0;
}

} // namespace

std::string parse_id(const checked_json& given) {
  auto id = given.line(64);
  if (!std::ranges::all_of(id, is_id_character))
    given.refuse("may only have letters, digits and '-'");
  if (id == "any")
    given.refuse("'any' is reserved");
  return id;
}

std::string parse_zone(const checked_json& given) {
  auto zone = given.line(64);
  if (!zone.empty() && !is_known_zone(zone))
    given.refuse("unknown time zone '" + zone + "'");
  return zone;
}

std::string parse_currency(const checked_json& given) {
  auto code = given.line(3);
  if (!code.empty() && !is_currency(code))
    given.refuse("unknown currency '" + code + "'");
  return code;
}

category parse_kind(const checked_json& given) {
  const auto text = given.line(20);
  const auto kind = parse_category(text);
  if (!kind && !text.empty())
    given.refuse("unknown category '" + text + "'");
  return kind.value_or(category::other);
}

language parse_default_language(const checked_json& given) {
  if (given.is_null())
    return language::en;
  const auto code = given.line(2);
  const auto lang = parse_language(code);
  if (!lang && !code.empty())
    given.refuse("unknown language '" + code + "'");
  return lang.value_or(language::en);
}

std::map<language, std::string> parse_names(const checked_json& given) {
  std::map<language, std::string> names;
  if (given.is_null())
    return names;
  given.allow_only({"en", "ru", "es", "pt", "he"});
  for (const auto lang : all_languages)
    if (const auto name = given[to_string(lang)]; !name.is_null())
      names.emplace(lang, name.line(longest_name));
  return names;
}

} // namespace quickbooking
