#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// A text of the catalog, taken apart: `literals[i]` stands before `parameters[i]`; there is one
/// literal more than parameters, and literals may be empty.
struct text_pieces {
  std::vector<std::string> literals;
  std::vector<std::string> parameters;
};

/// Takes a pattern apart at its parameters; what is inside a plural or a select counts as the
/// parameter's value.
text_pieces pieces_of(std::string_view pattern);

/// The text without the invisible marks that isolate directions (U+2066 to U+2069).
std::string without_isolates(std::string_view text);

} // namespace quickbooking
