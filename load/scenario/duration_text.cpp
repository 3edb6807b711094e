#include "load/scenario/duration_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace quickbooking {

namespace {

using namespace std::string_view_literals;

constexpr std::array units{std::pair{"ms"sv, 1.0}, std::pair{"s"sv, 1e3}, std::pair{"m"sv, 60e3},
                           std::pair{"h"sv, 3600e3}};

constexpr double longest = 100 * 3600e3;

/// Takes the unit off the text's front; 0 if there is none.
double take_unit(std::string_view& text) {
  for (const auto& [name, factor] : units)
    if (text.starts_with(name) && (name != "m" || !text.starts_with("ms"))) {
      text.remove_prefix(name.size());
      return factor;
    }
  return 0;
}

} // namespace

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  double sum = 0;
  if (text.empty())
    return std::nullopt;
  while (!text.empty()) {
    double number = 0;
    const auto read
        = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (read.ec != std::errc{} || number < 0 || !std::isfinite(number))
      return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
    const auto unit = take_unit(text);
    sum += number * unit;
    if (unit == 0 || sum > longest)
      return std::nullopt;
  }
  return std::chrono::milliseconds{std::llround(sum)};
}

} // namespace quickbooking
