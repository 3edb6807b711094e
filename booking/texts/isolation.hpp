#pragma once

#include "messages/language.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// Appends a parameter's value such that neither its direction nor its neighbours' suffers:
/// isolated in Hebrew, where times, codes and phone numbers are moreover left-to-right, and in the
/// other languages if it has right-to-left letters.
void append_isolated(std::string& out, language lang, std::string_view parameter,
                     std::string_view value);

} // namespace quickbooking
