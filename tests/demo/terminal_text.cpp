#include "tests/demo/terminal_text.hpp"

#include <algorithm>
#include <array>
#include <regex>

namespace quickbooking {

namespace {

struct code_range {
  char32_t first;
  char32_t last;
};

/// What a text in our five languages may hold beside letters of one column.
constexpr std::array no_column{code_range{0x0300, 0x036F}, code_range{0x0591, 0x05C7},
                               code_range{0x200B, 0x200F}, code_range{0x202A, 0x202E},
                               code_range{0x2060, 0x2069}, code_range{0xFE00, 0xFE0F}};
constexpr std::array two_columns{
    code_range{0x231A, 0x231B},  code_range{0x23E9, 0x23F3}, code_range{0x25FD, 0x25FE},
    code_range{0x2614, 0x2615},  code_range{0x26A1, 0x26A1}, code_range{0x2705, 0x2705},
    code_range{0x2728, 0x2728},  code_range{0x274C, 0x274E}, code_range{0x2B50, 0x2B55},
    code_range{0x1100, 0x115F},  code_range{0x2E80, 0xA4CF}, code_range{0xAC00, 0xD7A3},
    code_range{0x1F300, 0x1FAFF}};

template <std::size_t N>
bool is_in(const std::array<code_range, N>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](const code_range& each) {
    return code >= each.first && code <= each.last;
  });
}

/// The length of the sequence that begins with this byte.
std::size_t sequence_length(unsigned char first) {
  return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/// Takes the first code point off the text.
char32_t take_code(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const auto length = std::min(sequence_length(first), text.size());
  char32_t code = length == 1 ? first : first & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i)
    code = (code << 6u) | (static_cast<unsigned char>(text[i]) & 0x3Fu);
  text.remove_prefix(length);
  return code;
}

/// The longest beginning of the text that fits, cut at a blank if there is one.
std::string_view first_line(std::string_view text, std::size_t columns) {
  std::size_t end = 0;
  std::size_t used = 0;
  std::size_t blank = 0;
  for (auto rest = text; !rest.empty(); end = text.size() - rest.size()) {
    if (rest.front() == ' ')
      blank = end;
    auto next = rest;
    take_code(next);
    used += columns_of(rest.substr(0, rest.size() - next.size()));
    if (used > columns && end > 0)
      return text.substr(0, blank > 0 ? blank : end);
    rest = next;
  }
  return text;
}

} // namespace

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  while (!text.empty()) {
    const auto code = take_code(text);
    if (!is_in(no_column, code))
      columns += is_in(two_columns, code) ? 2 : 1;
  }
  return columns;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  while (true) {
    const auto newline = text.find('\n');
    const auto paragraph = text.substr(0, newline);
    auto line = first_line(paragraph, columns);
    lines.emplace_back(line);
    const bool is_whole = line.size() == paragraph.size();
    if (is_whole && newline == std::string_view::npos)
      return lines;
    text.remove_prefix(line.size() + (is_whole ? 1 : 0));
    if (!is_whole && text.starts_with(' '))
      text.remove_prefix(1);
  }
}

std::string without_marks(std::string_view text) {
  static const std::regex marks{R"(([*_~])([^\s*_~](?:[^*_~\n]*[^\s*_~])?)\1)"};
  return std::regex_replace(std::string{text}, marks, "$2");
}

} // namespace quickbooking
