#pragma once

#include "messages/failure.hpp"
#include "net/http/url.hpp"
#include "net/loop/dial.hpp"

#include <vector>

namespace quickbooking {

/// Finds the target's addresses, and makes sure that it answers HTTP at all within some seconds.
/// Blocks. Error: `unreachable`.
result<std::vector<stream_endpoint>> reach(const base_url& target);

} // namespace quickbooking
