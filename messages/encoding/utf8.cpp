#include "messages/encoding/utf8.hpp"

#include "messages/encoding/eight_bytes.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

/// What may follow a lead byte (Unicode, table "Well-Formed UTF-8 Byte Sequences").
struct sequence_rule {
  unsigned char first, last;               ///< lead bytes
  std::size_t length;                      ///< of the whole sequence
  unsigned char second_first, second_last; ///< range of the second byte
};

constexpr sequence_rule rules[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

unsigned char byte_at(std::string_view text, std::size_t pos) {
  return static_cast<unsigned char>(text[pos]);
}

bool is_tail(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool follows(const sequence_rule& rule, std::string_view text, std::size_t pos) {
  if (text.size() - pos < rule.length)
    return false;
  const auto second = byte_at(text, pos + 1);
  const auto tail = text.substr(pos + 2, rule.length - 2);
  return second >= rule.second_first && second <= rule.second_last
         && std::all_of(tail.begin(), tail.end(), is_tail);
}

/// The text from some byte on before which all are ASCII.
std::string_view skip_ascii(std::string_view text) {
  return skip_eights(text, [](eight_bytes x) { return x.above_ascii(); });
}

} // namespace

std::size_t utf8_sequence(std::string_view text, std::size_t pos) {
  if (pos >= text.size())
    return 0;
  const auto lead = byte_at(text, pos);
  if (lead < 0x80)
    return 1;
  for (const auto& rule : rules)
    if (lead >= rule.first && lead <= rule.last)
      return follows(rule, text, pos) ? rule.length : 0;
  return 0;
}

bool is_utf8(std::string_view text) {
  for (text = skip_ascii(text); !text.empty(); text = skip_ascii(text)) {
    const auto length = utf8_sequence(text, 0);
    if (length == 0)
      return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string to_valid_utf8(std::string_view text) {
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    const auto length = utf8_sequence(text, pos);
    valid.append(length == 0 ? replacement : text.substr(pos, length));
    pos += std::max<std::size_t>(length, 1);
  }
  return valid;
}

std::string_view clip_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes)
    return text;
  auto end = max_bytes;
  while (end > 0 && is_tail(text[end]))
    --end;
  return text.substr(0, end);
}

std::size_t utf16_length(std::string_view text) {
  for (std::size_t units = 0;;) {
    const auto rest = skip_ascii(text);
    units += text.size() - rest.size();
    if (rest.empty())
      return units;
    const auto length = utf8_sequence(rest, 0);
    units += length == 4 ? 2 : 1;
    text = rest.substr(std::max<std::size_t>(length, 1));
  }
}

} // namespace quickbooking
