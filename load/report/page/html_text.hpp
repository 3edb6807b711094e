#pragma once

#include <string>
#include <string_view>

namespace quickbooking {

/// Text as the content of an HTML or SVG element or of a quoted attribute, whoever wrote it: markup
/// is escaped, control characters but line ends and bytes that are not UTF-8 become U+FFFD. At most
/// `longest` bytes of the text.
std::string html_text(std::string_view text, std::size_t longest = 300);

} // namespace quickbooking
