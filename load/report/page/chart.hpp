#pragma once

#include "load/report/page/chart_scale.hpp"

#include <string>
#include <vector>

namespace quickbooking {

/// A curve. Points that the axes cannot show interrupt it.
struct chart_line {
  std::string name;  ///< for the legend; escaped here
  std::string style; ///< a class of the page's style, e.g. `p99` or `p99 other`
  std::vector<std::pair<double, double>> points;
};

/// A stretch of the x axis that is shaded and labelled.
struct chart_mark {
  double from = 0;
  double until = 0;
  std::string label; ///< escaped here
};

struct chart {
  std::string id;    ///< a word, unique on the page
  std::string title; ///< escaped here, as are all texts
  std::string description;
  chart_scale x;
  chart_scale y;
  std::vector<chart_line> lines; ///< the first lies above all others
  std::vector<chart_mark> marks;
};

/// The chart as a `figure` with heading, legend and SVG: as wide as there is room, its texts of the
/// same size at any width.
std::string chart_html(const chart& x);

} // namespace quickbooking
