#include "booking/texts/texts.hpp"

#include <unicode/numberformatter.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <utility>

namespace quickbooking {

namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::NumberFormatter;
using icu::number::Precision;
using icu::number::Scale;

/// Whether it may be an ISO 4217 code. An amount in anything else is written without a unit.
bool is_code(std::string_view currency) {
  auto is_letter = [](unsigned char c) { return std::isalpha(c) != 0; };
  return currency.size() == 3 && std::ranges::all_of(currency, is_letter);
}

/// Minor units as a number with so many decimals, or none where they are all zero.
LocalizedNumberFormatter with_decimals(language lang, int digits) {
  auto precision = Precision::fixedFraction(digits);
  return NumberFormatter::withLocale(icu::Locale(std::string(to_string(lang)).c_str()))
      .scale(Scale::powerOfTen(-digits))
      .precision(precision.trailingZeroDisplay(UNUM_TRAILING_ZERO_HIDE_IF_WHOLE));
}

LocalizedNumberFormatter make_formatter(language lang, const std::string& currency) {
  if (!is_code(currency))
    return with_decimals(lang, 2);
  UErrorCode status = U_ZERO_ERROR;
  auto code = icu::UnicodeString::fromUTF8(currency);
  auto digits = ucurr_getDefaultFractionDigits(code.getTerminatedBuffer(), &status);
  return with_decimals(lang, digits)
      .unit(icu::CurrencyUnit(icu::StringPiece(currency), status))
      .unitWidth(UNUM_UNIT_WIDTH_NARROW);
}

/// Making a formatter costs many times its use. There are few: languages times salons' currencies.
const LocalizedNumberFormatter& formatter(language lang, std::string_view currency) {
  thread_local std::map<std::pair<language, std::string>, LocalizedNumberFormatter> made;
  auto key = std::pair{lang, std::string(currency)};
  auto i = made.find(key);
  if (i == made.end())
    i = made.emplace(key, make_formatter(lang, key.second)).first;
  return i->second;
}

} // namespace

std::string format_money(language lang, std::int64_t minor_units, std::string_view currency) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  formatter(lang, currency).formatInt(minor_units, status).toString(status).toUTF8String(result);
  return result;
}

} // namespace quickbooking
