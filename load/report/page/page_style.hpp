#pragma once

namespace quickbooking {

/// The page's style sheet, light and dark.
extern const char* const page_style;

} // namespace quickbooking
