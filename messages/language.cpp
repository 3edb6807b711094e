#include "messages/language.hpp"

#include "messages/encoding/ascii.hpp"

namespace quickbooking {

std::string_view to_string(language lang) {
  switch (lang) {
  case language::ru:
    return "ru";
  case language::es:
    return "es";
  case language::pt:
    return "pt";
  case language::he:
    return "he";
  case language::en:
    break;
  }
  return "en";
}

std::optional<language> parse_language(std::string_view code) {
  const auto word = to_lower(code.substr(0, code.find_first_of("-_")));
  for (auto lang : all_languages)
    if (word == to_string(lang))
      return lang;
  return std::nullopt;
}

language language_or_en(std::string_view code) {
  return parse_language(code).value_or(language::en);
}

} // namespace quickbooking
