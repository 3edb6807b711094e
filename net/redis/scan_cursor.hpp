#pragma once

#include "net/redis/cluster_view.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickbooking {

/// Where a walk over all keys of a Redis Cluster is: the shards are gone through one after the
/// other, in the order of their lowest slots. As a text it is a decimal number, `0` at the
/// beginning and at the end, like the cursor of a `SCAN` of one server.
struct scan_cursor {
  hash_slot slot = 0;     ///< whoever serves it is the shard that is gone through
  std::uint64_t here = 0; ///< the cursor of that server

  friend bool operator==(const scan_cursor&, const scan_cursor&) = default;
};

/// Nothing for a text that is none.
std::optional<scan_cursor> read_scan_cursor(std::string_view text);

/// Error `redis_error` if the server's cursor leaves no room for the slot.
result<std::string> to_text(const scan_cursor& x);

/// The cursor after a page of the shard at `place`; `answered` is what its server said.
scan_cursor after_page(const std::vector<cluster_shard>& shards, std::size_t place,
                       std::uint64_t answered);

} // namespace quickbooking
