#pragma once

#include "messages/failure.hpp"

#include <string>

namespace quickbooking {

// What the programs of this folder are given beside their command line.

/// The file's bytes. Error: `unreadable_file`.
result<std::string> read_file(const std::string& path);

/// A secret from the environment, or from the file that it names with `_FILE` appended, without the
/// line's end; empty if there is neither. Error: `unreadable_file`.
result<std::string> secret(const std::string& name);

} // namespace quickbooking
