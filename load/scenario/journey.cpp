#include "load/scenario/journey.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::array<std::string_view, journey_count> names{
    "books",    "changesMind", "abandons",  "takesTaken",
    "polyglot", "doubleTaps",  "twoAtOnce", "redelivered"};

} // namespace

std::string_view to_string(journey x) { return names.at(static_cast<std::size_t>(x)); }

std::optional<journey> parse_journey(std::string_view name) {
  const auto* found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    return std::nullopt;
  return static_cast<journey>(found - names.begin());
}

} // namespace quickbooking
