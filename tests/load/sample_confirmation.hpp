#pragma once

#include "booking/texts/texts.hpp"

#include <string>

namespace quickbooking {

/// What a customer hears who has booked.
inline std::string sample_confirmation(language lang, const std::string& code) {
  return text(lang, text_key::booking_confirmed,
              {{"service", "Haircut"},
               {"master", "Sarah Johnson"},
               {"date", "Friday, Nov 27"},
               {"time", "3:00 PM"},
               {"code", code}});
}

} // namespace quickbooking
