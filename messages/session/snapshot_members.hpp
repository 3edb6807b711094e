#pragma once

#include <array>
#include <string_view>

namespace quickbooking {

/// Holds, compressed, the JSON object of `packable_members` where these do not stand in the open.
inline constexpr std::string_view packed_member = "packed";

/// What nobody but us reads.
inline constexpr std::array<std::string_view, 5> packable_members{"state", "view", "pagesSeen",
                                                                  "pendingServices", "lastReply"};

/// The members of a snapshot that have a meaning here; all others are kept as they are.
inline constexpr std::array<std::string_view, 21> known_snapshot_members{
    "schemaVersion", "ownerEpoch", "revision",          "sessionId",
    "customerId",    "salonId",    "language",          "originalIntent",
    "choices",       "createdAt",  "lastInteractionAt", "slots",
    "selectedSlot",  "intent",     "timestamp",         "state",
    "view",          "pagesSeen",  "pendingServices",   "lastReply",
    packed_member};

} // namespace quickbooking
