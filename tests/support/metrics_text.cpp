#include "tests/support/metrics_text.hpp"

#include <cstdlib>
#include <sstream>
#include <string>

namespace quickbooking {

std::optional<double> metric_in(std::string_view text, std::string_view line) {
  std::istringstream lines{std::string{text}};
  const auto begin = std::string{line} + " ";
  for (std::string each; std::getline(lines, each);)
    if (each.starts_with(begin))
      return std::strtod(each.c_str() + begin.size(), nullptr);
  return std::nullopt;
}

} // namespace quickbooking
