#include "booking/reading/speech.hpp"

namespace quickbooking {

namespace {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

std::size_t first_of(const marked_text& text, tag what) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.has(i, what))
      return i;
  return nowhere;
}

/// Not after "don't" or "no": "no canceles".
bool is_said(const marked_text& text, tag what) {
  const auto i = first_of(text, what);
  const auto is_denied
      = i != nowhere && i > 0 && (text.has(i - 1, tag::negation) || text.has(i - 1, tag::no));
  return i != nowhere && !is_denied;
}

bool is_manners(const marked_text& text, std::size_t i) {
  return text.has(i, tag::filler) || text.has(i, tag::greeting) || text.has(i, tag::thanks);
}

/// Words that are neither an answer nor manners.
std::size_t other_words(const marked_text& text) {
  std::size_t n = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.words().is_letters(text[i].first) && !is_manners(text, i) && !text.has(i, tag::yes)
        && !text.has(i, tag::no))
      ++n;
  return n;
}

/// "yes" and "no" answer only at the beginning of a short text: "is it ok if I come later" is no
/// consent.
std::optional<speech_act> answer(const marked_text& text) {
  std::size_t i = 0;
  while (i < text.size() && !text.words().is_letters(text[i].first))
    ++i;
  while (is_manners(text, i) && i + 1 < text.size())
    ++i;
  if (other_words(text) > 2)
    return std::nullopt;
  if (text.has(i, tag::no))
    return speech_act::no;
  return text.has(i, tag::yes) ? std::optional{speech_act::yes} : std::nullopt;
}

/// "number two", "la 2", "3 please"
bool is_beside_number(const marked_text& text, std::size_t i) {
  const auto word = text.words().text(text[i].first);
  return text.has(i, tag::option) || text.has(i, tag::filler) || word == u"la" || word == u"the";
}

} // namespace

speech_act speech_act_of(const marked_text& text, bool has_content) {
  if (is_said(text, tag::cancel))
    return speech_act::cancel;
  if (is_said(text, tag::call_salon))
    return speech_act::call_salon;
  if (is_said(text, tag::restart) && !has_content)
    return speech_act::restart;
  if (has_content)
    return speech_act::wish;
  if (const auto said = answer(text))
    return *said;
  if (is_said(text, tag::thanks))
    return speech_act::thanks;
  return is_said(text, tag::greeting) ? speech_act::greeting : speech_act::wish;
}

std::optional<int> lone_number(const marked_text& text) {
  std::optional<int> result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto n = text[i].has_prefix ? std::nullopt : text.number(i);
    const auto is_sign = !n && !text.words().is_letters(text[i].first);
    const auto is_numero = text.words().text(text[i].first) == u"no" && i == 0 && text.size() > 1;
    if (n && result)
      return std::nullopt;
    if (n)
      result = n;
    else if (!is_sign && !is_numero && !is_beside_number(text, i))
      return std::nullopt;
  }
  return result && *result >= 1 && *result <= 99 ? result : std::nullopt;
}

} // namespace quickbooking
