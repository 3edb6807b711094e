#pragma once

#include <string>

namespace quickbooking {

/// A business number as Meta keeps it.
struct meta_number {
  std::string phone_number_id;
  std::string display_phone; ///< digits
  std::string country_code;  ///< digits; put before a `to` without plus
  std::string account_id;    ///< WABA
  std::string token;         ///< what its Graph API calls must bear
  int per_second = 80;       ///< throughput, in and out together
};

} // namespace quickbooking
