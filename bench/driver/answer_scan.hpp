#pragma once

#include "messages/failure.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace quickbooking {

// Reads HTTP answers and cards by searching their text: the driver shares its two cores with what
// it measures, so it parses no JSON. Pure.

/// One whole answer within the bytes that were scanned.
struct scanned_answer {
  int status = 0;
  std::string_view body;
  std::size_t bytes = 0; ///< of head and body
};

/// The first answer of these bytes; nothing if further bytes are needed. Errors: `bad_answer` for
/// what is no HTTP/1.1 answer with a `Content-Length`.
result<std::optional<scanned_answer>> scan_answer(std::string_view bytes);

/// True if the answer's JSON has this member with this text, as `"messageType":"text"`.
bool has_text(std::string_view body, std::string_view name, std::string_view value);

/// The id of the `index`-th button or row (from 0) whose id begins with `prefix`, the last one if
/// there are fewer; empty if there is none.
std::string_view find_button(std::string_view body, std::string_view prefix, std::size_t index = 0);

} // namespace quickbooking
