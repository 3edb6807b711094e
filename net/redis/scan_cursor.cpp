#include "net/redis/scan_cursor.hpp"

#include "messages/encoding/whole_number.hpp"

#include <limits>

namespace quickbooking {

namespace {

hash_slot lowest_slot(const cluster_shard& x) {
  return static_cast<hash_slot>(x.slots._Find_first());
}

} // namespace

std::optional<scan_cursor> read_scan_cursor(std::string_view text) {
  const auto number = to_number<std::uint64_t>(text);
  if (!number)
    return std::nullopt;
  return scan_cursor{static_cast<hash_slot>(*number % slot_count), *number / slot_count};
}

result<std::string> to_text(const scan_cursor& x) {
  if (x.here > std::numeric_limits<std::uint64_t>::max() / slot_count - 1)
    return fail("redis_error", "SCAN: the cursor is too large");
  return std::to_string(x.here * slot_count + x.slot);
}

scan_cursor after_page(const std::vector<cluster_shard>& shards, std::size_t place,
                       std::uint64_t answered) {
  if (answered != 0)
    return {lowest_slot(shards[place]), answered};
  if (place + 1 < shards.size())
    return {lowest_slot(shards[place + 1]), 0};
  return {};
}

} // namespace quickbooking
