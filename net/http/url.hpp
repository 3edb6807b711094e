#pragma once

#include "messages/failure.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quickbooking {

/// `%41` becomes `A`; a `%` without two hex digits stays as it is.
std::string percent_decode(std::string_view text);

/// As in a query: `+` is a blank, too.
std::string percent_decode_query(std::string_view text);

/// Everything but letters, digits and `-._~` becomes `%XX`: safe as one segment of a path.
std::string percent_encode(std::string_view text);

/// The decoded value of the first parameter of that name, or empty.
std::string query_value(std::string_view query, std::string_view name);

/// An `http://` or `https://` address without user, query and fragment.
struct base_url {
  bool tls = false;
  std::string host; ///< IPv6 without brackets
  std::uint16_t port = 0;
  std::string path; ///< empty, or begins with `/` and does not end with it

  /// As the `Host` header has it: brackets around IPv6, no default port.
  std::string authority() const;

  /// `localhost`, 127.0.0.0/8 or ::1.
  bool is_loopback() const;
};

/// Error: `invalid_url`, naming what is wrong.
result<base_url> parse_base_url(std::string_view text);

} // namespace quickbooking
