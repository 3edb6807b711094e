#include "booking/texts/isolation.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace quickbooking {

namespace {

constexpr std::string_view left_to_right = "\u2066";
constexpr std::string_view first_strong = "\u2068";
constexpr std::string_view pop = "\u2069";

constexpr std::array<std::string_view, 6> left_to_right_parameters{"time", "start", "end",
                                                                   "code", "phone", "hours"};

bool is_right_to_left(char32_t c) {
  auto direction = u_charDirection(static_cast<UChar32>(c));
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

bool has_right_to_left(std::string_view text) {
  auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    UChar32 c;
    U8_NEXT_OR_FFFD(text.data(), i, length, c);
    if (is_right_to_left(static_cast<char32_t>(c)))
      return true;
  }
  return false;
}

std::string_view opening(language lang, std::string_view parameter, std::string_view value) {
  if (lang == language::he)
    return std::ranges::find(left_to_right_parameters, parameter) != left_to_right_parameters.end()
               ? left_to_right
               : first_strong;
  return has_right_to_left(value) ? first_strong : std::string_view{};
}

} // namespace

void append_isolated(std::string& out, language lang, std::string_view parameter,
                     std::string_view value) {
  auto open = opening(lang, parameter, value);
  out += open;
  out += value;
  if (!open.empty())
    out += pop;
}

} // namespace quickbooking
