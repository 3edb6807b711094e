#pragma once

#include "bench/candidates/candidates.hpp"
#include "bench/driver/journey.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace quickbooking {

/// How long and how much is measured.
struct bench_settings {
  bench_files files;
  int rounds = 3;
  double seconds = 4; ///< of each round
  std::size_t connections = 64;
  std::vector<std::uint64_t> sessions{1'000, 100'000}; ///< live ones, ascending
  double idle_seconds = 5;
  std::uint64_t cold_pairs = 300;

  /// Tells what is under way.
  std::function<void(const std::string&)> say = [](const std::string&) {};

  void say_round(int round, const std::string& what, const std::string& who) const {
    say(what + ", round " + std::to_string(round + 1) + " of " + std::to_string(rounds) + ": "
        + who);
  }

  std::chrono::milliseconds measured() const { return to_milliseconds(seconds); }

  /// The part of a round before it counts: code is compiled, caches and scripts are loaded.
  std::chrono::milliseconds warm_up() const { return to_milliseconds(seconds / 2); }

  static std::chrono::milliseconds to_milliseconds(double seconds) {
    return std::chrono::milliseconds{static_cast<std::int64_t>(seconds * 1000)};
  }
};

} // namespace quickbooking
