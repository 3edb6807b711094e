#include "booking/texts/plural_form.hpp"

#include "messages/language.hpp"

#include <unicode/plurrule.h>

#include <array>
#include <charconv>
#include <memory>
#include <vector>

namespace quickbooking {

namespace {

/// Counts of hours, days and most bookings are smaller.
constexpr std::size_t remembered_numbers = 100;

/// The rules of one language. Immutable once loaded, so that threads may share them.
class plural_rules {
public:
  explicit plural_rules(language lang) {
    UErrorCode status = U_ZERO_ERROR;
    auto code = std::string(to_string(lang));
    rules_.reset(icu::PluralRules::forLocale(icu::Locale(code.c_str()), status));
    for (std::size_t n = 0; n < remembered_numbers; ++n)
      first_[n] = find(static_cast<int>(n));
  }

  std::string select(int n) const {
    auto i = static_cast<std::size_t>(n);
    return n >= 0 && i < first_.size() ? first_[i] : find(n);
  }

private:
  std::string find(int n) const {
    std::string form;
    return rules_ ? rules_->select(n).toUTF8String(form) : "other";
  }

  std::unique_ptr<const icu::PluralRules> rules_;
  std::array<std::string, remembered_numbers> first_;
};

const plural_rules& rules_of(language lang) {
  static const auto all = [] {
    std::vector<plural_rules> result;
    for (auto each : all_languages)
      result.emplace_back(each);
    return result;
  }();
  return all.at(static_cast<std::size_t>(lang));
}

} // namespace

std::string plural_form(language lang, std::string_view number) {
  int n = 0;
  auto end = number.data() + number.size();
  auto [stop, problem] = std::from_chars(number.data(), end, n);
  if (problem != std::errc{} || stop != end)
    return "other";
  return rules_of(lang).select(n);
}

} // namespace quickbooking
