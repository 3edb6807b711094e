#include "booking/texts/catalog.hpp"

namespace quickbooking {

namespace {

struct parsed_catalog {
  std::vector<pattern> texts;
  std::vector<pattern> phrases;
};

parsed_catalog parse(language lang) {
  parsed_catalog result;
  for (auto source : catalog_of(lang).texts)
    result.texts.emplace_back(lang, source);
  for (auto source : catalog_of(lang).phrases)
    result.phrases.emplace_back(lang, source);
  return result;
}

template <language Lang>
const parsed_catalog& parsed() {
  static const auto result = parse(Lang);
  return result;
}

const parsed_catalog& parsed(language lang) {
  switch (lang) {
  case language::ru:
    return parsed<language::ru>();
  case language::es:
    return parsed<language::es>();
  case language::pt:
    return parsed<language::pt>();
  case language::he:
    return parsed<language::he>();
  default:
    return parsed<language::en>();
  }
}

} // namespace

const language_catalog& catalog_of(language lang) {
  switch (lang) {
  case language::ru:
    return russian;
  case language::es:
    return spanish;
  case language::pt:
    return portuguese;
  case language::he:
    return hebrew;
  default:
    return english;
  }
}

const pattern& text_pattern(language lang, text_key key) {
  return parsed(lang).texts.at(static_cast<std::size_t>(key));
}

const pattern& phrase_pattern(language lang, phrase key) {
  return parsed(lang).phrases.at(static_cast<std::size_t>(key));
}

std::string say(language lang, phrase key, const std::vector<text_arg>& args) {
  return phrase_pattern(lang, key).part(args);
}

} // namespace quickbooking
