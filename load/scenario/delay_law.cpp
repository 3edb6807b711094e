#include "load/scenario/delay_law.hpp"

#include <algorithm>
#include <cmath>

namespace quickbooking {

std::chrono::microseconds delay_law::draw(dice& chance) const {
  using real = std::chrono::duration<double, std::micro>;
  real delay{middle};
  if (what == shape::uniform)
    delay = least + real{most - least} * chance.uniform();
  else if (what == shape::exponential)
    delay *= chance.exponential();
  else if (what == shape::lognormal)
    delay *= std::exp(sigma * chance.normal());
  return std::chrono::duration_cast<std::chrono::microseconds>(
      std::clamp(delay, real{least}, real{most}));
}

} // namespace quickbooking
