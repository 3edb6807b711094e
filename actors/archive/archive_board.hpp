#pragma once

#include <atomic>
#include <cstdint>

namespace quickbooking {

/// What whoever loads a session needs to know of the archive before asking it. The archive writes
/// it. Any thread.
struct archive_board {
  std::atomic<std::uint64_t> ahead{0};  ///< sessions that the archive has and Redis has not
  std::atomic<std::uint64_t> copies{0}; ///< kept of sessions that only other nodes have

  bool has_more_than_store() const { return ahead > 0 || copies > 0; }
};

} // namespace quickbooking
