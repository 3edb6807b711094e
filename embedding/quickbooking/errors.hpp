#pragma once

#include <quickbooking/export.hpp>

#include <caf/error.hpp>
#include <caf/message.hpp>

#include <cstdint>
#include <string>

/// @file
/// Why something could not be started.

namespace quickbooking {

/// Why something could not be started. The error's context holds a stable snake_case word and a
/// text for a person; `explain` writes both.
enum class service_errc : std::uint8_t {
  invalid_configuration = 1, ///< the text names the key and what is wrong with it
  cannot_start,              ///< a port, a file, a certificate or a database is not to be had
  not_connected              ///< no node of the cluster could be reached in time
};

/// The enumerator's name.
QUICKBOOKING_EXPORT std::string to_string(service_errc x);

/// What an error of this library says, for a log or a terminal.
QUICKBOOKING_EXPORT std::string explain(const caf::error& x);

} // namespace quickbooking

CAF_ERROR_CODE_ENUM(quickbooking::service_errc, "booking")
