#include "booking/texts/plural_form.hpp"

#include "messages/language.hpp"

#include <unicode/plurrule.h>

#include <array>
#include <charconv>
#include <memory>

namespace quickbooking {

namespace {

using rules_ptr = std::unique_ptr<const icu::PluralRules>;

rules_ptr load_rules(language lang) {
  UErrorCode status = U_ZERO_ERROR;
  auto code = std::string(to_string(lang));
  return rules_ptr{icu::PluralRules::forLocale(icu::Locale(code.c_str()), status)};
}

/// Loaded once; `select` is const and keeps no cache, so that threads may share them.
const icu::PluralRules* rules_of(language lang) {
  static const auto all = [] {
    std::array<rules_ptr, all_languages.size()> result;
    for (auto each : all_languages)
      result[static_cast<std::size_t>(each)] = load_rules(each);
    return result;
  }();
  return all.at(static_cast<std::size_t>(lang)).get();
}

} // namespace

std::string plural_form(language lang, std::string_view number) {
  int n = 0;
  auto end = number.data() + number.size();
  auto [stop, problem] = std::from_chars(number.data(), end, n);
  auto rules = rules_of(lang);
  if (problem != std::errc{} || stop != end || !rules)
    return "other";
  std::string form;
  return rules->select(n).toUTF8String(form);
}

} // namespace quickbooking
