#include "load/report/page/html_text.hpp"

#include "messages/encoding/utf8.hpp"

namespace quickbooking {

namespace {

std::string escaped(char c) {
  switch (c) {
  case '&':
    return "&amp;";
  case '<':
    return "&lt;";
  case '>':
    return "&gt;";
  case '"':
    return "&quot;";
  case '\'':
    return "&#39;";
  default:
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' ? "\xef\xbf\xbd" : std::string{c};
  }
}

} // namespace

std::string html_text(std::string_view text, std::size_t longest) {
  const auto valid = to_valid_utf8(text);
  const auto shown = clip_utf8(valid, longest);
  std::string out;
  for (auto c : shown)
    out += escaped(c);
  return shown.size() < valid.size() ? out + "\xe2\x80\xa6" : out;
}

} // namespace quickbooking
