#pragma once

#include "apps/ctl/backup_file.hpp"

#include <fstream>
#include <functional>

namespace quickbooking {

/// What a backup says of itself.
struct backup_head {
  instant taken_at;
  std::string node; ///< may be empty
  std::size_t sessions = 0;
};

/// What is done with a session of a backup, on this line; false: look at no further one.
using entry_handler = std::function<bool(backup_entry, std::size_t line)>;

/// Reads a backup from its first line to its last, and gives each session to `handle` as soon as it
/// is read. Errors: `unreadable_file`; `broken_backup`, naming the file and the line, for what is
/// no backup of a version that is known here, is cut off, was changed, or has a session that cannot
/// be read.
result<backup_head> read_backup(const std::string& path, const entry_handler& handle);

} // namespace quickbooking
