#pragma once

#include "tests/faults/history.hpp"

#include <string>
#include <vector>

namespace quickbooking::faults {

/// The live bookings in a database of the node's, which must not run. Throws std::runtime_error.
std::vector<booking_row> read_bookings(const std::string& file);

/// The same of a database of `shared_postgres`.
std::vector<booking_row> read_shared_bookings(const std::string& database);

} // namespace quickbooking::faults
