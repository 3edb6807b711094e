#include "load/report/latency_figures.hpp"

#include "load/figures/percentile_text.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

percentile_point point_at(const histogram& x, double percent) {
  const auto value = x.percentile(percent);
  return {percent, value, x.count_above(value)};
}

/// Up to the percentage that a single value is beyond, then the highest value.
std::vector<percentile_point> curve_of(const histogram& x) {
  std::vector<percentile_point> curve;
  if (x.empty())
    return curve;
  const auto one_value = 100 / static_cast<double>(x.count());
  for (double percent = 0; 100 - percent > one_value && curve.size() + 1 < longest_curve;
       percent = next_percent(percent))
    curve.push_back(point_at(x, percent));
  curve.push_back(point_at(x, 100));
  return curve;
}

} // namespace

brief_latency brief(const histogram& x) { return {x.percentile(50), x.percentile(99), x.max()}; }

latency_figures figures_of(const histogram& x) {
  latency_figures figures{x.count(), x.min(), x.max(), x.mean(), {}, curve_of(x)};
  std::ranges::transform(named_percentiles, figures.percentiles.begin(),
                         [&x](double percent) { return point_at(x, percent); });
  return figures;
}

} // namespace quickbooking
