#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace quickbooking {

/// What a customer is up to.
enum class journey {
  books,        ///< wish, slot, confirm
  changes_mind, ///< leaves the confirmation card for another time, types another wish, then books
  abandons,     ///< looks at the times, taps one perhaps, and is gone
  takes_taken,  ///< waits with a card until another one has taken one of its slots, and taps that
  polyglot,     ///< types in all five languages, one after the other, in one chat
  double_taps,  ///< taps each option twice within 150 ms, under two message ids
  two_at_once,  ///< sends two messages 1 ms apart
  redelivered,  ///< books, and every delivery comes again after its 200, as Meta does at times
};

inline constexpr std::size_t journey_count = static_cast<std::size_t>(journey::redelivered) + 1;

/// As scenario files have it: `books`, `changesMind`, ...
std::string_view to_string(journey x);

std::optional<journey> parse_journey(std::string_view name);

} // namespace quickbooking
