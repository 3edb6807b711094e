#pragma once

#include <string>
#include <string_view>

namespace quickbooking {

/// A text for a line on a terminal, whoever wrote it: control characters, which could move the
/// cursor or end the line, become '?', bytes that are not UTF-8 U+FFFD.
std::string plain_text(std::string_view text);

} // namespace quickbooking
