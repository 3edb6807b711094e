#pragma once

#include <cstdint>

namespace quickbooking {

struct cold_start_figures {
  double cold_ms = 0; ///< median
  double warm_ms = 0; ///< median
  std::uint64_t pairs = 0;
};

/// Customers `first` and following have sessions in Redis that the node at this port has not in
/// memory. Each says the same twice, one customer after the other: the first message finds the
/// session in Redis, the second in memory. Throws std::runtime_error if the node does not answer.
cold_start_figures measure_cold_starts(std::uint16_t port, std::uint64_t first,
                                       std::uint64_t pairs);

} // namespace quickbooking
