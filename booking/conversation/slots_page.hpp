#pragma once

#include "booking/conversation/request.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// Times to show, best first, a page of them at a time.
struct slots_list {
  std::string body; ///< of the first page, unless there is a reason
  std::vector<ranked_opening> times;
  std::vector<extra_option> extras;
};

/// "See more" shows so many times each, up to this many pages.
inline constexpr std::size_t slots_per_page = 5;
inline constexpr int slots_pages = 3;

/// More times of a list are never shown.
inline constexpr std::size_t max_shown_times = slots_per_page * slots_pages;

/// The page of the list at which the session stands, with the ways to go on from there. `times`
/// must not be empty.
reply show_slots(step& s, const request& r, slots_list list);

} // namespace quickbooking
