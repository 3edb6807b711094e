#include "load/report/latency_read.hpp"

#include "load/report/report_fields.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

percentile_point point_in(const checked_json& x) {
  x.allow_only({"percent", "us", "beyond"});
  return {x["percent"].number(0, 100), us_in(x["us"]), count_in(x["beyond"])};
}

void check_curve(const checked_json& x, const std::vector<percentile_point>& curve) {
  if (curve.size() > longest_curve)
    x.refuse("has more than " + std::to_string(longest_curve) + " points");
  if (!std::ranges::is_sorted(curve, {}, &percentile_point::percent)
      || !std::ranges::is_sorted(curve, {}, &percentile_point::value))
    x.refuse("must ascend");
}

latency_figures figures_in(const checked_json& x) {
  x.allow_only({"count", "minUs", "maxUs", "meanUs", "percentiles", "curve"});
  latency_figures figures{
      count_in(x["count"]),        us_in(x["minUs"]), us_in(x["maxUs"]), figure_in(x["meanUs"]), {},
      all_in(x["curve"], point_in)};
  check_curve(x["curve"], figures.curve);
  const auto named = all_in(x["percentiles"], point_in);
  if (!std::ranges::equal(named, named_percentiles, {}, &percentile_point::percent))
    x["percentiles"].refuse("must be those of 50, 90, 99, 99.9 and 99.99 %");
  else
    std::ranges::copy(named, figures.percentiles.begin());
  return figures;
}

} // namespace

brief_latency brief_in(const checked_json& x) {
  x.allow_only({"p50Us", "p99Us", "maxUs"});
  return {us_in(x["p50Us"]), us_in(x["p99Us"]), us_in(x["maxUs"])};
}

latency_pair pair_in(const checked_json& x) {
  x.allow_only({"intended", "service"});
  return {figures_in(x["intended"]), figures_in(x["service"])};
}

} // namespace quickbooking
