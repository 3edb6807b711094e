#pragma once

#include <string>
#include <vector>

namespace quickbooking {

/// A mark on an axis.
struct chart_tick {
  double value = 0;
  std::string label; ///< needs no escaping
};

/// One axis of a chart. A logarithmic one begins above 0.
struct chart_scale {
  double low = 0;
  double high = 1;
  bool logarithmic = false;
  std::vector<chart_tick> ticks;

  /// Where on the axis `value` is: 0 at its low end, 1 at its high end, never outside.
  double position(double value) const;

  /// Whether the axis can show the value at all.
  bool shows(double value) const { return !logarithmic || value > 0; }
};

/// From 0 to a round number that is at least `highest`, for counts and rates.
chart_scale count_scale(double highest);

/// Decades of microseconds that hold `lowest` to `highest`, labelled with units.
chart_scale latency_scale(double lowest, double highest);

/// Elapsed milliseconds, from 0 on; at most seven labels.
chart_scale time_scale(double highest);

/// Percentages as far from 100 as the share beyond them is small: 90, 99, 99.9 ... at equal
/// distances. Its values are 1 / (1 - share), from 1 to `highest`.
chart_scale rarity_scale(double highest);

} // namespace quickbooking
