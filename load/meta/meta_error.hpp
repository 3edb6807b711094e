#pragma once

#include <string>

namespace quickbooking {

/// A refusal of Meta's Graph API. Programs decide on `code`; `details` tells a person why.
struct meta_error {
  int code = 0;
  std::string details;

  friend bool operator==(const meta_error&, const meta_error&) = default;
};

/// The codes that the stand-in knows, by the names in which this code speaks of them.
namespace meta_code {

inline constexpr int not_authenticated = 0;
inline constexpr int permission = 10;
inline constexpr int unknown_number = 33;
inline constexpr int invalid_parameter = 100; ///< also a misspelt or unexpected one
inline constexpr int token_expired = 190;
inline constexpr int unknown_path = 2500;
inline constexpr int throughput = 130429;
inline constexpr int missing_parameter = 131008;
inline constexpr int invalid_value = 131009;
inline constexpr int recipient_is_sender = 131021;
inline constexpr int undeliverable = 131026;
inline constexpr int window_closed = 131047;
inline constexpr int unsupported_type = 131051;
inline constexpr int pair_limit = 131056;

} // namespace meta_code

/// The HTTP status with which Meta sends this code; 400 for those that it does not list.
int http_status_of(int code);

/// The JSON body of the refusal: `{"error":{"message","type","code","error_data","fbtrace_id"}}`.
std::string to_error_body(const meta_error& why);

} // namespace quickbooking
