#pragma once

#include "tests/faults/history.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking::faults {

/// One command of an append-only file.
using log_command = std::vector<std::string>;

/// The commands in the bytes of an append-only file of Redis, each transaction as one group. What
/// is cut off at the end counts as not there, as Redis itself has it.
std::vector<std::vector<log_command>> read_append_log(std::string_view bytes);

using writes_by_phone = std::map<std::string, std::vector<stored_write>>;

/// What these say about customers' sessions: by phone, in order.
writes_by_phone stored_writes(const std::vector<std::vector<log_command>>& log);

} // namespace quickbooking::faults
