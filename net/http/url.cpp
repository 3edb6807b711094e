#include "net/http/url.hpp"

#include <charconv>
#include <optional>

namespace quickbooking {

namespace {

std::optional<unsigned char> hex_byte(std::string_view two) {
  unsigned char byte = 0;
  const auto* end = two.data() + two.size();
  const auto read = std::from_chars(two.data(), end, byte, 16);
  if (two.size() != 2 || read.ec != std::errc{} || read.ptr != end)
    return std::nullopt;
  return byte;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
         || std::string_view{"-._~"}.find(c) != std::string_view::npos;
}

/// What precedes the first `mark`; `rest` becomes what follows it.
std::string_view cut(std::string_view& rest, char mark) {
  const auto at = rest.find(mark);
  const auto head = rest.substr(0, at);
  rest = at == std::string_view::npos ? std::string_view{} : rest.substr(at + 1);
  return head;
}

bool read_port(std::string_view digits, std::uint16_t& port) {
  const auto* end = digits.data() + digits.size();
  const auto read = std::from_chars(digits.data(), end, port);
  return read.ec == std::errc{} && read.ptr == end && port != 0;
}

/// Splits `host:port`, `[::1]:port` and either without port.
bool read_authority(std::string_view text, base_url& url) {
  if (text.starts_with('[')) {
    const auto end = text.find(']');
    if (end == std::string_view::npos)
      return false;
    url.host = text.substr(1, end - 1);
    text.remove_prefix(end + 1);
  } else {
    const auto end = text.find(':');
    url.host = text.substr(0, end);
    text.remove_prefix(url.host.size());
  }
  if (url.host.empty())
    return false;
  return text.empty() || (text.starts_with(':') && read_port(text.substr(1), url.port));
}

bool is_plain(std::string_view text) {
  for (const char c : text)
    if (c <= ' ' || c == '\x7f' || c == '?' || c == '#' || c == '@' || c == '\\')
      return false;
  return true;
}

} // namespace

std::string percent_decode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = text[i] == '%' ? hex_byte(text.substr(i + 1, 2)) : std::nullopt;
    out += byte ? static_cast<char>(*byte) : text[i];
    i += byte ? 2 : 0;
  }
  return out;
}

std::string percent_decode_query(std::string_view text) {
  std::string blanks{text};
  for (char& c : blanks)
    if (c == '+')
      c = ' ';
  return percent_decode(blanks);
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', hex[byte >> 4], hex[byte & 15]};
  }
  return out;
}

std::string query_value(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    auto value = cut(query, '&');
    const auto key = cut(value, '=');
    if (percent_decode_query(key) == name)
      return percent_decode_query(value);
  }
  return {};
}

std::string base_url::authority() const {
  auto out = host.find(':') == std::string::npos ? host : "[" + host + "]";
  if (port != (tls ? 443 : 80))
    out += ":" + std::to_string(port);
  return out;
}

bool base_url::is_loopback() const {
  const auto is_v4
      = host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string::npos;
  return is_v4 || host == "localhost" || host == "::1";
}

result<base_url> parse_base_url(std::string_view text) {
  base_url url;
  auto rest = text;
  url.tls = rest.starts_with("https://");
  if (!url.tls && !rest.starts_with("http://"))
    return fail("invalid_url",
                "'" + std::string{text} + "' begins with neither http:// nor https://");
  url.port = url.tls ? 443 : 80;
  rest.remove_prefix(url.tls ? 8 : 7);
  if (!is_plain(rest))
    return fail("invalid_url",
                "'" + std::string{text} + "' holds a user, a query, a fragment or a blank");
  const auto slash = rest.find('/');
  if (!read_authority(rest.substr(0, slash), url))
    return fail("invalid_url", "'" + std::string{text} + "' has no valid host and port");
  if (slash != std::string_view::npos)
    url.path = rest.substr(slash);
  while (url.path.ends_with('/'))
    url.path.pop_back();
  return url;
}

} // namespace quickbooking
