#pragma once

#include <string>

namespace quickbooking {

/// The text of a file; empty if it cannot be read.
std::string file_text(const std::string& path);

/// The text of a file of cluster-config/ or docs/, named from the repository's root, for tests that
/// run what is shipped. Throws std::runtime_error if there is none.
std::string shipped_file(const std::string& name);

/// Puts something else in the place of what belongs to another machine. Throws std::runtime_error
/// if `what` does not occur: then the file has changed and the test has to.
void replace_all(std::string& text, const std::string& what, const std::string& with);

} // namespace quickbooking
