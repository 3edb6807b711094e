#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace quickbooking {

/// What a customer reads when the booking stands.
struct confirmation {
  std::string code;
  std::string words; ///< master, date and time as written; empty if the text repeats the code only
};

/// Reads a reply in any of the five languages; nothing if it confirms no booking.
std::optional<confirmation> read_confirmation(std::string_view text);

} // namespace quickbooking
