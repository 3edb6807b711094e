#pragma once

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

// The C library's ctype functions depend on the locale and take no negative char; these do neither.

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

constexpr bool is_alnum(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z'); }

constexpr bool is_control(char c) { return (c >= '\0' && c < ' ') || c == '\x7f'; }

constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

constexpr bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return is_ascii(c); });
}

constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string to_lower(std::string_view text);

/// Without the white space at both ends.
std::string_view trimmed(std::string_view text);

/// Reads ASCII digits, all of them and nothing else; nothing on overflow.
template <class Integer>
std::optional<Integer> parse_digits(std::string_view text) {
  Integer value{};
  if (text.empty() || !is_digit(text.front()))
    return std::nullopt;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return value;
}

/// Writes a number that is not negative, with zeros before it if it has fewer than `width` digits.
template <class Integer>
void append_padded(std::string& out, Integer number, std::size_t width) {
  char digits[std::numeric_limits<Integer>::digits10 + 2];
  const auto [end, error] = std::to_chars(std::begin(digits), std::end(digits), number);
  const auto length = static_cast<std::size_t>(end - digits);
  for (auto missing = width; missing > length; --missing)
    out += '0';
  out.append(digits, length);
}

} // namespace quickbooking
