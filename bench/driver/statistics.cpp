#include "bench/driver/statistics.hpp"

#include <algorithm>
#include <cmath>

namespace quickbooking {

double quantile(std::vector<float>& values, double q) {
  if (values.empty())
    return 0;
  const auto rank = std::ceil(q * static_cast<double>(values.size()));
  const auto index = std::clamp<double>(rank - 1, 0, static_cast<double>(values.size() - 1));
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(index);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

double median(std::vector<double> values) {
  if (values.empty())
    return 0;
  std::ranges::sort(values);
  const auto middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

} // namespace quickbooking
