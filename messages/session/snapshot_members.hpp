#pragma once

#include <array>
#include <string_view>

namespace quickbooking {

/// The members of a snapshot that have a meaning here; all others are kept as they are.
inline constexpr std::array<std::string_view, 20> known_snapshot_members{
    "schemaVersion", "ownerEpoch", "revision",          "sessionId",
    "customerId",    "salonId",    "language",          "originalIntent",
    "choices",       "createdAt",  "lastInteractionAt", "slots",
    "selectedSlot",  "intent",     "timestamp",         "state",
    "view",          "pagesSeen",  "pendingServices",   "lastReply"};

} // namespace quickbooking
