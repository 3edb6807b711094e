#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/candidates/candidates.hpp"

namespace quickbooking {

/// How long and how much is measured.
struct bench_settings {
  bench_files files;
  int rounds = 3;
  double seconds = 4; ///< of each round
  std::size_t connections = 64;
  std::vector<std::uint64_t> sessions{1'000, 100'000}; ///< live ones, ascending

  /// Tells what is under way.
  std::function<void(const std::string&)> say = [](const std::string&) {};
};

} // namespace quickbooking
