#pragma once

#include "messages/session/session.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// A session with all that it has, as bytes for this process alone: see `raw_bytes.hpp`.
std::string to_raw(const session& x);

/// Reads what `to_raw` made. Throws std::logic_error if it is something else.
session session_from_raw(std::string_view bytes);

} // namespace quickbooking
