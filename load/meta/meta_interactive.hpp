#pragma once

#include "load/meta/request_inspector.hpp"

namespace quickbooking {

/// Checks the `interactive` object of a message against the limits of its type: button, list,
/// cta_url, location_request_message, flow. Other types are refused with 131051.
void check_interactive(request_inspector& look, const parameter& message);

} // namespace quickbooking
