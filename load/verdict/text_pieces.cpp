#include "load/verdict/text_pieces.hpp"

namespace quickbooking {

namespace {

/// Where the brace that opens at `begin` closes; the end if it does not.
std::size_t end_of_parameter(std::string_view pattern, std::size_t begin) {
  int depth = 0;
  for (auto i = begin; i < pattern.size(); ++i) {
    depth += pattern[i] == '{' ? 1 : pattern[i] == '}' ? -1 : 0;
    if (depth == 0)
      return i + 1;
  }
  return pattern.size();
}

} // namespace

text_pieces pieces_of(std::string_view pattern) {
  text_pieces out;
  for (;;) {
    const auto open = pattern.find('{');
    out.literals.emplace_back(pattern.substr(0, open));
    if (open == std::string_view::npos)
      return out;
    const auto close = end_of_parameter(pattern, open);
    const auto inside = pattern.substr(open + 1, close - open - 2);
    out.parameters.emplace_back(inside.substr(0, inside.find(',')));
    pattern.remove_prefix(close);
  }
}

std::string without_isolates(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto is_isolate = text.substr(i, 2) == "\xe2\x81" && i + 2 < text.size()
                            && text[i + 2] >= '\xa6' && text[i + 2] <= '\xa9';
    if (!is_isolate)
      out += text[i];
    i += is_isolate ? 3 : 1;
  }
  return out;
}

} // namespace quickbooking
