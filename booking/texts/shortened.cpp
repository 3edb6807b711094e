#include "booking/texts/texts.hpp"
#include "messages/encoding/ascii.hpp"
#include "messages/reply/reply.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <memory>

namespace quickbooking {

namespace {

constexpr char16_t ellipsis = u'\u2026';

/// Costly to make and not to be shared, hence one a thread.
icu::BreakIterator* grapheme_breaks() {
  thread_local std::unique_ptr<icu::BreakIterator> breaks{[] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status);
  }()};
  return breaks.get();
}

/// The last border of graphemes that is not behind `limit`; without ICU's data, of code points.
/// `preceding` takes an index within a surrogate pair for the pair's beginning and goes on from
/// there.
int32_t border_before(const icu::UnicodeString& text, int32_t limit) {
  auto start = text.getChar32Start(limit);
  auto breaks = grapheme_breaks();
  if (!breaks)
    return start;
  breaks->setText(text);
  return breaks->isBoundary(start) ? start : std::max(0, breaks->preceding(start));
}

void trim_end(icu::UnicodeString& text) {
  while (!text.isEmpty() && u_isUWhiteSpace(text.char32At(text.length() - 1)))
    text.truncate(text.length() - 1);
}

/// Of ASCII text, without the white space at its end.
std::string without_end(std::string_view text) {
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return std::string{text};
}

} // namespace

std::string shortened(std::string_view text, std::size_t max_units) {
  if (max_units == 0)
    return {};
  if (text.size() <= max_units && is_ascii(text))
    return without_end(text);
  auto whole = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  trim_end(whole);
  auto limit = static_cast<int32_t>(std::min<std::size_t>(max_units, INT32_MAX));
  if (whole.length() > limit) {
    whole.truncate(border_before(whole, limit - 1));
    trim_end(whole);
    whole.append(ellipsis);
  }
  std::string result;
  return whole.toUTF8String(result);
}

} // namespace quickbooking
