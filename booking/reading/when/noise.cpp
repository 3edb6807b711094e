#include "booking/reading/when/noise.hpp"

namespace quickbooking {

namespace {

constexpr std::size_t longest_phone = 24, longest_amount = 8; // marks

bool joins_phone_digits(const marked_text& text, std::size_t i) {
  return text.is_hyphen(i) || text.is_sign(i, u'(') || text.is_sign(i, u')');
}

std::size_t phone_at(const marked_text& text, std::size_t i) {
  const auto plus = text.is_sign(i, u'+');
  if (!plus && !text.is_sign(i, u'(') && !text.digits(i))
    return 0;
  std::size_t digits = 0, end = i;
  for (auto j = plus ? i + 1 : i;
       j < i + longest_phone && (text.digits(j) || joins_phone_digits(text, j)); ++j)
    if (text.digits(j)) {
      digits += text.digit_count(j);
      end = j + 1;
    }
  return digits >= (plus || end == i + 1 ? 6u : 9u) ? end - i : 0;
}

bool is_currency_sign(const marked_text& text, std::size_t i) {
  for (const auto c : {u'$', u'€', u'£', u'₽', u'₪', u'₴'})
    if (text.is_sign(i, c))
      return true;
  return false;
}

bool is_currency(const marked_text& text, std::size_t i) {
  return is_currency_sign(text, i) || text.has(i, tag::currency);
}

/// "1 500", "1.500,00"
std::size_t amount_at(const marked_text& text, std::size_t i) {
  if (!text.digits(i))
    return 0;
  auto end = i + 1;
  for (; end < i + longest_amount; ++end) {
    const auto separated = text.is_sign(end, u'.') || text.is_sign(end, u',');
    const auto next = separated ? end + 1 : end;
    if (!text.digits(next) || (!separated && text.digit_count(next) != 3))
      return end - i;
    end = next;
  }
  return end - i;
}

std::size_t price_at(const marked_text& text, std::size_t i) {
  if (is_currency_sign(text, i)) {
    const auto n = amount_at(text, i + 1);
    return n > 0 ? n + 1 : 0;
  }
  const auto n = amount_at(text, i);
  return n > 0 && is_currency(text, i + n) ? n + 1 : 0;
}

/// "3 people", "30 minutes", "2 hours" (English never says that of a time of day)
std::size_t count_at(const marked_text& text, std::size_t i) {
  if (!text.number(i))
    return 0;
  const auto* hours = text.find(i + 1, tag::hours);
  const auto lasts = hours != nullptr && hours->lang == language::en;
  return lasts || text.has(i + 1, tag::people) || text.has(i + 1, tag::minutes) ? 2 : 0;
}

std::size_t always_at(const marked_text& text, std::size_t i) {
  return text.digits(i) == 24 && text.is_sign(i + 1, u'/') && text.digits(i + 2) == 7 ? 3 : 0;
}

} // namespace

std::size_t noise_at(const marked_text& text, std::size_t i) {
  for (const auto find : {phone_at, price_at, count_at, always_at})
    if (const auto n = find(text, i); n > 0)
      return n;
  return 0;
}

} // namespace quickbooking
