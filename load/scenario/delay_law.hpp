#pragma once

#include "load/scenario/dice.hpp"

#include <chrono>

namespace quickbooking {

/// How long customers think, as a named distribution.
struct delay_law {
  enum class shape {
    constant,    ///< always `middle`
    uniform,     ///< from `least` to `most`
    exponential, ///< with the mean `middle`
    lognormal,   ///< with the median `middle` and the deviation `sigma` of its logarithm
  };
  shape what = shape::constant;
  std::chrono::milliseconds middle{0};
  double sigma = 0;
  std::chrono::milliseconds least{0};                    ///< no delay is shorter
  std::chrono::milliseconds most{std::chrono::hours{1}}; ///< nor longer

  std::chrono::microseconds draw(dice& chance) const;

  friend bool operator==(const delay_law&, const delay_law&) = default;
};

} // namespace quickbooking
