#include "messages/reply/told_reply.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quickbooking {

namespace {

constexpr std::array<std::string_view, 4> types{"interactive_card", "text", "booking_confirmed",
                                                "error"};

} // namespace

told_reply told(const reply& x) { return {std::string{message_type(x)}, json_of(x)}; }

std::optional<told_reply> checked_reply(std::string type, std::string payload) {
  if (std::ranges::find(types, type) == types.end() || !payload.starts_with('{')
      || !nlohmann::json::accept(payload))
    return std::nullopt;
  return told_reply{std::move(type), std::move(payload)};
}

} // namespace quickbooking
