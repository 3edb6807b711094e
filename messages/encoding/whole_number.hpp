#pragma once

#include <charconv>
#include <optional>
#include <string_view>

namespace quickbooking {

/// Reads a decimal number that is the whole text; nothing if it is something else, or does not fit.
template <class T>
std::optional<T> to_number(std::string_view text) {
  T number{};
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

} // namespace quickbooking
