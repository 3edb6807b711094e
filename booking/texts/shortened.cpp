#include "booking/texts/texts.hpp"
#include "messages/encoding/utf8.hpp"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

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

/// True if there is nothing to cut, to trim or to repair.
bool is_short(std::string_view text, std::size_t max_units) {
  if (text.empty())
    return true;
  if (utf16_length(text) > max_units || !is_utf8(text))
    return false;
  UChar32 last;
  auto end = static_cast<int32_t>(text.size());
  U8_PREV_UNSAFE(text.data(), end, last);
  return !u_isUWhiteSpace(last);
}

} // namespace

std::string shortened(std::string_view text, std::size_t max_units) {
  if (max_units == 0)
    return {};
  if (is_short(text, max_units))
    return std::string{text};
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
