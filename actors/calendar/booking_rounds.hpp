#pragma once

#include "actors/calendar/calendar_store.hpp"

#include <cstddef>
#include <vector>

namespace quickbooking {

/// True if at most one of both can be booked.
bool exclude_each_other(const book_request& a, const book_request& b);

/// Those of a batch's open requests that can be asked for together, in one statement that has no
/// order of its own: the first for each slot and for each key, in the order of the batch. The
/// others have to wait for what becomes of these. `open`: their numbers in the batch, ascending.
std::vector<std::size_t> first_of_each_slot(const std::vector<book_request>& batch,
                                            const std::vector<std::size_t>& open);

} // namespace quickbooking
