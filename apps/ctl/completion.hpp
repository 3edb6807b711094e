#pragma once

#include "apps/ctl/program_words.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

// The script that completes a program's command line, for each shell. Pure. All commands take the
// program's own options, too.

std::string bash_completion(const program_words& x);
std::string fish_completion(const program_words& x);
std::string zsh_completion(const program_words& x);

/// That of `shell`, which is one of these.
std::string completion_for(std::string_view shell, const program_words& x);

} // namespace quickbooking
