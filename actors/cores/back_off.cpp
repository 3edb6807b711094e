#include "actors/cores/back_off.hpp"

#include <algorithm>

namespace quickbooking {

using std::chrono::milliseconds;

milliseconds back_off(milliseconds first, int factor, int step, milliseconds cap) {
  auto wait = first;
  for (auto i = 0; i < step && wait < cap; ++i)
    wait *= factor;
  return std::min(wait, cap);
}

milliseconds stretched(milliseconds wait, double jitter) {
  const auto part = std::clamp(jitter, 0.0, 1.0) / 4;
  return wait
         + milliseconds{static_cast<milliseconds::rep>(static_cast<double>(wait.count()) * part)};
}

} // namespace quickbooking
