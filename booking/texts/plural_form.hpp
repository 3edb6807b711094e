#pragma once

#include "messages/language.hpp"

#include <string>
#include <string_view>

namespace quickbooking {

/// The plural form of a whole number by the CLDR rules of the language: `one`, `two`, `few`, `many`
/// or `other`. Whatever is no number is `other`.
std::string plural_form(language lang, std::string_view number);

} // namespace quickbooking
