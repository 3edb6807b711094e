#pragma once

#include "tests/support/child_process.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace quickbooking {

/// The wall clock of a program of the test's, which can be set while the program runs; its steady
/// clock goes on as it is.
class stepped_clock {
public:
  /// Right, to begin with. Throws std::runtime_error if programs here cannot be given a clock.
  stepped_clock();

  /// `NAME=value`, for the program's environment.
  std::vector<std::string> environment() const;

  /// So much ahead of the right time from now on; negative: behind it.
  void step(std::chrono::seconds ahead);

private:
  void check() const;

  temp_dir dir_;
};

} // namespace quickbooking
