#include "load/report/page/chart_scale.hpp"

#include "load/report/figure_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace quickbooking {

namespace {

/// The smallest of 1, 2, 5, 10, 20, ... that is at least `x`.
double round_step(double x) {
  const auto decade = std::pow(10, std::floor(std::log10(std::max(x, 1e-9))));
  for (auto factor : {1.0, 2.0, 5.0})
    if (factor * decade >= x * (1 - 1e-9))
      return factor * decade;
  return 10 * decade;
}

constexpr std::array time_steps{1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200};

/// In seconds, so that some six steps reach `seconds`.
double time_step(double seconds) {
  const auto* found = std::ranges::find_if(time_steps, [&](int x) { return x * 6 >= seconds; });
  return found != time_steps.end() ? *found : std::ceil(seconds / 6 / 3600) * 3600;
}

std::string decade_label(double us) {
  const auto unit = us < 1e3 ? "us" : us < 1e6 ? "ms" : "s";
  return fmt::format("{:g} {}", us < 1e3 ? us : us < 1e6 ? us / 1e3 : us / 1e6, unit);
}

} // namespace

double chart_scale::position(double value) const {
  const auto x
      = logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
  return std::clamp(x, 0.0, 1.0);
}

chart_scale count_scale(double highest) {
  const auto step = round_step(std::max(highest, 1.0) / 4);
  chart_scale scale{0, std::ceil(std::max(highest, 1.0) / step - 1e-9) * step, false, {}};
  for (double x = 0; x <= scale.high * (1 + 1e-9); x += step)
    scale.ticks.push_back({x, figure_text(x)});
  return scale;
}

chart_scale latency_scale(double lowest, double highest) {
  const auto from = std::floor(std::log10(std::max(lowest, 1.0)));
  const auto to = std::max(std::ceil(std::log10(std::max(highest, 1.0))), from + 1);
  chart_scale scale{std::pow(10, from), std::pow(10, to), true, {}};
  for (auto x = from; x <= to; ++x)
    scale.ticks.push_back({std::pow(10, x), decade_label(std::pow(10, x))});
  return scale;
}

chart_scale time_scale(double highest) {
  chart_scale scale{0, std::max(highest, 1000.0), false, {}};
  const auto step = time_step(scale.high / 1000) * 1000;
  for (double x = 0; x <= scale.high; x += step)
    scale.ticks.push_back({x, clock_text(std::chrono::milliseconds{std::llround(x)})});
  return scale;
}

chart_scale rarity_scale(double highest) {
  const auto decades = std::max(1.0, std::ceil(std::log10(std::max(highest, 1.0)) - 1e-9));
  chart_scale scale{1, std::pow(10, decades), true, {{1, "0 %"}}};
  for (double x = 1; x <= decades; ++x)
    scale.ticks.push_back({std::pow(10, x), fmt::format("{:.{}f} %", 100 - std::pow(10, 2 - x),
                                                        std::max(0, static_cast<int>(x) - 2))});
  return scale;
}

} // namespace quickbooking
