#pragma once

#include <string>

namespace quickbooking::faults {

// The append-only files in the folder of a Redis that throws none away.

/// All that it ever took, but for what it was filled with by a master.
std::string all_writes(const std::string& folder);

/// What it was filled with for the last time, and what it took from then on.
std::string current_base(const std::string& folder);
std::string current_writes(const std::string& folder);

} // namespace quickbooking::faults
