#include "load/wire/json_ascii.hpp"

#include <unicode/utf8.h>

#include <cstdint>

namespace quickbooking {

namespace {

void append_unit(std::string& out, std::uint32_t unit) {
  constexpr std::string_view hex = "0123456789abcdef";
  out.append("\\u");
  for (auto shift = 12; shift >= 0; shift -= 4)
    out += hex[(unit >> static_cast<unsigned>(shift)) & 15u];
}

void append_letter(std::string& out, std::uint32_t letter) {
  constexpr std::uint32_t beyond = 0x10000;
  if (letter >= beyond) {
    append_unit(out, 0xd800 + ((letter - beyond) >> 10u));
    append_unit(out, 0xdc00 + ((letter - beyond) & 0x3ffu));
  } else {
    append_unit(out, letter);
  }
}

bool is_plain(char c) { return c >= ' ' && c < '\x7f' && c != '"' && c != '\\' && c != '/'; }

} // namespace

void append_json_ascii(std::string& out, std::string_view text) {
  out += '"';
  const auto size = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < size;) {
    const auto c = text[static_cast<std::size_t>(i)];
    if (is_plain(c)) {
      out += c;
      ++i;
    } else if (c == '"' || c == '\\' || c == '/') {
      out += '\\';
      out += c;
      ++i;
    } else {
      UChar32 letter = 0;
      U8_NEXT_OR_FFFD(text.data(), i, size, letter);
      append_letter(out, static_cast<std::uint32_t>(letter));
    }
  }
  out += '"';
}

} // namespace quickbooking
