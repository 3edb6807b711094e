#pragma once

#include "booking/catalog/salon.hpp"
#include "messages/encoding/checked_json.hpp"

namespace quickbooking {

/// Reads an object keyed `sunday` .. `saturday`; a day that is absent is closed. A day is
/// `{"enabled": true, "start": "09:00", "end": "18:00", "breaks": [{"start", "end"}]}`; closed is
/// `"enabled": false` or no start and end. An end that is not after the start is on the next day.
/// At least one day must be open.
week_hours parse_week_hours(const checked_json& given);

} // namespace quickbooking
