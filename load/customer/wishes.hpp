#pragma once

#include "load/scenario/dice.hpp"
#include "messages/language.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// What customers type in a language, for the services of a hair salon. Each begins a conversation
/// in that language.
const std::vector<std::string>& built_in_wishes(language lang);

/// Puts chance into a wish: `{days}` becomes 2 to 25, `{hour}` 10 to 17.
std::string fill_wish(std::string_view wish, dice& chance);

} // namespace quickbooking
