#pragma once

#include "booking/conversation/free_times.hpp"

#include <string>

namespace quickbooking {

/// The opening hours of the wanted day (the wanted master's, if there is one), or that it is
/// closed.
std::string words_of_closed(const step& s, const request& r);

/// Why there is nothing at the wanted time, where that is not because others were faster; else
/// empty.
std::string words_of_impossible_time(const step& s, const request& r);

/// Why there is nothing on the wanted day.
std::string words_of_full_day(const step& s, const request& r);

} // namespace quickbooking
