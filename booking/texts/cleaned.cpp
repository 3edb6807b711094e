#include "booking/texts/texts.hpp"
#include "messages/encoding/eight_bytes.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace quickbooking {

namespace {

constexpr UChar32 no_break_space = 0xA0;

/// Printable ASCII with single spaces within: there is nothing to clean.
bool is_plain(std::string_view text) {
  auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
  auto rest = skip_eights(
      text, [](eight_bytes x) { return x.above_ascii() | x.below(' ' + 1) | x.equal_to('\x7f'); });
  char before = rest.size() == text.size() ? ' ' : '-';
  for (char c : rest) {
    if (!printable(c) && !(c == ' ' && before != ' '))
      return false;
    before = c;
  }
  return before != ' ' || text.empty();
}

bool is_break(UChar32 c) {
  return c != no_break_space && (u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR);
}

/// Embeddings, overrides and isolates: one that a name leaves open turns the rest of the text
/// round.
bool turns_direction(UChar32 c) {
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool is_visible(UChar32 c) {
  return c != no_break_space && !is_break(c) && !turns_direction(c)
         && !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

std::string clean(std::string_view text) {
  std::string result;
  bool pending_space = false;
  auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if (turns_direction(c))
      continue;
    if (is_break(c)) {
      pending_space = !result.empty();
      continue;
    }
    if (pending_space)
      result += ' ';
    pending_space = false;
    append(result, c);
  }
  return result;
}

} // namespace

bool is_blank(std::string_view text) {
  auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if (is_visible(c))
      return false;
  }
  return true;
}

std::string cleaned(std::string_view text) {
  if (is_plain(text))
    return std::string(text);
  return is_blank(text) ? std::string{} : clean(text);
}

} // namespace quickbooking
