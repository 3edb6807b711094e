#pragma once

#include "booking/reading/marks.hpp"
#include "booking/reading/reader.hpp"

#include <optional>

namespace quickbooking {

/// What the words do beside asking for an appointment. `has_content`: a service, master, day or
/// time was understood; then "hi", "thanks", "ok" and "no" are only manners.
speech_act speech_act_of(const marked_text& text, bool has_content);

/// The number, if the text is nothing but one from 1 to 99: "2", "3)", "option 3", "два".
std::optional<int> lone_number(const marked_text& text);

} // namespace quickbooking
