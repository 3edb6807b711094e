#pragma once

#include "net/http/http_server.hpp"

namespace quickbooking {

/// Lets pages that this machine serves, and no others, call an API of the demo from the browser:
/// answers preflights, refuses foreign origins with 403, adds the headers to everything else.
http_handler with_loopback_cors(http_handler inner);

} // namespace quickbooking
