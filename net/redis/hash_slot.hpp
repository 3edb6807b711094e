#pragma once

#include <bitset>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Whether one server has all keys, or several have those of their hash slots.
enum class redis_kind { single, cluster };

// Redis Cluster spreads keys over 16,384 hash slots; each slot is served by one master.

inline constexpr std::size_t slot_count = 16'384;

using hash_slot = std::uint16_t; ///< below `slot_count`

/// Some of the slots.
using slot_set = std::bitset<slot_count>;
using slot_set_ptr = std::shared_ptr<const slot_set>;

/// The slot of a key: of what stands between its first `{` and the next `}`, if that is not empty,
/// or of the whole key.
hash_slot slot_of_key(std::string_view key);

/// The slot of a command's first key: its second word, or for a script the first of the keys that
/// it is given; nothing if there is none. For commands that begin with a key, as those of sessions
/// do.
std::optional<hash_slot> slot_of_command(const std::vector<std::string>& args);

/// A short text that has this slot, for keys that shall stand in it: `"name:{" + tag + "}"`.
const std::string& tag_of_slot(hash_slot slot);

/// For people: `0-5460, 10922`; of a long list its beginning.
std::string to_text(const slot_set& slots);

} // namespace quickbooking
