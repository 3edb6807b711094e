#pragma once

#include <string>
#include <string_view>

namespace quickbooking {

/// Appends a text as a JSON string of ASCII letters only, as Meta writes them: `\u05d0` for others,
/// surrogate pairs for those beyond U+FFFF, `\/` for slashes. Bytes that are not UTF-8 become
/// U+FFFD.
void append_json_ascii(std::string& out, std::string_view text);

/// The same as a text of its own; for logs, too: what others wrote cannot break a line.
inline std::string json_ascii(std::string_view text) {
  std::string out;
  append_json_ascii(out, text);
  return out;
}

} // namespace quickbooking
