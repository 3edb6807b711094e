#include "load/scenario/dice.hpp"

#include <cmath>
#include <numbers>
#include <numeric>

namespace quickbooking {

std::uint64_t dice::next() {
  state_ += 0x9e3779b97f4a7c15;
  auto x = state_;
  x = (x ^ (x >> 30u)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27u)) * 0x94d049bb133111eb;
  return x ^ (x >> 31u);
}

double dice::uniform() { return static_cast<double>(next() >> 11u) * 0x1.0p-53; }

std::size_t dice::below(std::size_t bound) { return next() % bound; }

double dice::exponential() { return -std::log1p(-uniform()); }

/// Box and Muller, one of the two.
double dice::normal() {
  return std::sqrt(2 * exponential()) * std::cos(2 * std::numbers::pi * uniform());
}

std::size_t dice::weighted(std::span<const double> weights) {
  auto left = uniform() * std::accumulate(weights.begin(), weights.end(), 0.0);
  std::size_t last = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] <= 0)
      continue;
    if (left < weights[i])
      return i;
    left -= weights[i];
    last = i;
  }
  return last; // rounding
}

std::uint64_t mixed_seed(std::uint64_t seed, std::uint64_t ordinal) {
  return dice{dice{seed}.next() ^ (ordinal * 0x9e3779b97f4a7c15)}.next();
}

} // namespace quickbooking
