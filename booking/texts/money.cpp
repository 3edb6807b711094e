#include "booking/texts/texts.hpp"

#include <unicode/numberformatter.h>
#include <unicode/ucurr.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <tuple>
#include <utility>

namespace quickbooking {

namespace {

using icu::number::LocalizedNumberFormatter;
using icu::number::NumberFormatter;
using icu::number::Precision;
using icu::number::Scale;

/// A thread forgets all of them when there are more.
constexpr std::size_t remembered_prices = 4096;

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

std::string written(language lang, std::int64_t minor_units, std::string_view currency) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result;
  formatter(lang, currency).formatInt(minor_units, status).toString(status).toUTF8String(result);
  return result;
}

} // namespace

std::string format_money(language lang, std::int64_t minor_units, std::string_view currency) {
  // A salon has few prices, and they stand in every row of every card.
  thread_local std::map<std::tuple<language, std::int64_t, std::string>, std::string> known;
  auto key = std::tuple{lang, minor_units, std::string(currency)};
  const auto found = known.find(key);
  if (found != known.end())
    return found->second;
  if (known.size() >= remembered_prices)
    known.clear();
  return known.emplace(std::move(key), written(lang, minor_units, currency)).first->second;
}

} // namespace quickbooking
