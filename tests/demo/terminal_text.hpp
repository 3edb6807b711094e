#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// How many columns of a terminal UTF-8 text takes: emoji and CJK two, marks none.
std::size_t columns_of(std::string_view text);

/// Breaks text into lines of at most so many columns, at blanks where it can; keeps its newlines.
std::vector<std::string> wrapped(std::string_view text, std::size_t columns);

/// WhatsApp's marks (*bold*, _italic_, ~strike~) taken out: a terminal's own would break the
/// columns.
std::string without_marks(std::string_view text);

} // namespace quickbooking
