#pragma once

#include "messages/language.hpp"

#include <set>
#include <string_view>

namespace quickbooking {

/// The languages of which a reply has most: it is compared with all texts that the service has in
/// them. More than one if they say it in the same words; none if nothing is known of it.
std::set<language> languages_of_reply(std::string_view text);

/// True if a reply is certainly in another language than that.
bool is_in_wrong_language(std::string_view text, language expected);

} // namespace quickbooking
