#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace quickbooking {

/// A source of chance with eight bytes of state (SplitMix64): the same seed gives the same throws
/// on every machine, which the standard library's distributions do not promise.
class dice {
public:
  explicit dice(std::uint64_t seed) : state_{seed} {}

  std::uint64_t next();

  /// In [0, 1).
  double uniform();

  /// In [0, bound); `bound` is not 0.
  std::size_t below(std::size_t bound);

  /// With mean 1.
  double exponential();

  /// With mean 0 and deviation 1.
  double normal();

  /// The index of one of the weights, each as likely as it is heavy; their sum is not 0.
  std::size_t weighted(std::span<const double> weights);

private:
  std::uint64_t state_;
};

/// A seed for each of many: what `ordinal` throws tells nothing of what its neighbour does.
std::uint64_t mixed_seed(std::uint64_t seed, std::uint64_t ordinal);

} // namespace quickbooking
