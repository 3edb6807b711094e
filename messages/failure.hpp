#pragma once

#include <tl/expected.hpp>

#include <string>
#include <utility>

namespace quickbooking {

/// An error as a value. `code` is a stable snake_case word that programs may compare (it is the
/// `code` of an HTTP error answer); `message` tells a person what is wrong and where.
struct failure {
  std::string code;
  std::string message;

  friend bool operator==(const failure&, const failure&) = default;
};

/// Either a `T` or the reason why there is none.
template <class T>
using result = tl::expected<T, failure>;

/// Makes the error side of a `result`.
inline tl::unexpected<failure> fail(std::string code, std::string message) {
  return tl::make_unexpected(failure{std::move(code), std::move(message)});
}

} // namespace quickbooking
