#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quickbooking {

/// How many bytes the well-formed UTF-8 sequence at `pos` has (1..4); 0 if there is none: no
/// overlong forms, no surrogates, nothing above U+10FFFF.
std::size_t utf8_sequence(std::string_view text, std::size_t pos);

bool is_utf8(std::string_view text);

/// The text with U+FFFD for each byte that belongs to no well-formed sequence.
std::string to_valid_utf8(std::string_view text);

/// At most `max_bytes` of the text, cut between code points.
std::string_view clip_utf8(std::string_view text, std::size_t max_bytes);

/// The length of UTF-8 text in UTF-16 code units: the safe reading of the Cloud API's "characters".
/// A byte that is not UTF-8 counts as one.
std::size_t utf16_length(std::string_view text);

} // namespace quickbooking
