#include "load/report/page/chart.hpp"

#include "load/report/page/html_text.hpp"

#include <fmt/format.h>

#include <ranges>

namespace quickbooking {

namespace {

// The SVG is as wide as the page: x in percent, y in pixels. Curves are in an inner SVG of
// 1000 x `height` units that is stretched. The y axis' labels stand in an SVG to the left. Above
// the curves is room for the marks' labels.
constexpr double top = 32;
constexpr double height = 180;
constexpr double width = 1000;
constexpr double full_height = top + height + 24;
constexpr std::size_t mark_rows = 2;
constexpr std::size_t longest_label = 40;
constexpr std::size_t longest_title = 100;

double percent(const chart_scale& x, double value) { return 100 * x.position(value); }

double y_of(const chart& c, double value) { return top + height * (1 - c.y.position(value)); }

/// Labels at the ends of the axis stay within the picture.
const char* anchor(double percent) {
  return percent < 4 ? "start" : percent > 90 ? "end" : "middle";
}

// -- what lies beneath the curves ---

std::string grid(const chart& c) {
  std::string out;
  for (const auto& tick : c.y.ticks)
    out += fmt::format("<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"{0:.1f}\" y2=\"{0:.1f}\"/>",
                       y_of(c, tick.value));
  for (const auto& tick : c.x.ticks)
    out += fmt::format(
        "<line class=\"grid\" x1=\"{0:.2f}%\" x2=\"{0:.2f}%\" y1=\"{1}\" y2=\"{2}\"/>",
        percent(c.x, tick.value), top, top + height);
  return out;
}

std::string shade(const chart& c, const chart_mark& mark) {
  const auto from = percent(c.x, mark.from);
  const auto until = percent(c.x, mark.until);
  return fmt::format(
      "<rect class=\"fault\" x=\"{0:.2f}%\" y=\"{1}\" width=\"{2:.2f}%\" height=\"{3}\">"
      "<title>{4}</title></rect><line class=\"fault-edge\" x1=\"{0:.2f}%\" "
      "x2=\"{0:.2f}%\" y1=\"{1}\" y2=\"{5}\"/>",
      from, top, until - from, height, html_text(mark.label, longest_title), top + height);
}

std::string shades(const chart& c) {
  std::string out;
  for (const auto& mark : c.marks)
    out += shade(c, mark);
  return out;
}

// -- curves ---

std::string path_data(const chart& c, const chart_line& line) {
  std::string out;
  bool drawing = false;
  for (const auto& [x, y] : line.points) {
    const bool shown = c.x.shows(x) && c.y.shows(y);
    if (shown)
      out += fmt::format("{}{:.1f} {:.1f}", drawing ? "L" : "M", width * c.x.position(x),
                         height * (1 - c.y.position(y)));
    drawing = shown;
  }
  return out;
}

std::string curves(const chart& c) {
  auto out = fmt::format("<svg x=\"0\" y=\"{}\" width=\"100%\" height=\"{}\" viewBox=\"0 0 {} {}\" "
                         "preserveAspectRatio=\"none\">",
                         top, height, width, height);
  for (const auto& line : c.lines | std::views::reverse)
    out += fmt::format("<path class=\"line {}\" d=\"{}\"/>", line.style, path_data(c, line));
  return out + "</svg>";
}

// -- texts above the curves ---

/// Beside the chart; no text for those who hear it, as the table has the figures.
std::string y_axis(const chart& c) {
  auto out = fmt::format("<svg class=\"y-axis\" width=\"52\" height=\"{}\" aria-hidden=\"true\">",
                         full_height);
  for (const auto& tick : c.y.ticks)
    out += fmt::format("<text x=\"46\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>",
                       y_of(c, tick.value) + 4, tick.label);
  return out + "</svg>";
}

/// Every other label can be left out where there is little room, the last one not.
std::string x_labels(const chart& c) {
  std::string out;
  for (std::size_t i = 0; i < c.x.ticks.size(); ++i) {
    const auto x = percent(c.x, c.x.ticks[i].value);
    const bool spare = c.x.ticks.size() > 5 && (c.x.ticks.size() - i) % 2 == 0;
    out += fmt::format("<text{} x=\"{:.2f}%\" y=\"{}\" text-anchor=\"{}\">{}</text>",
                       spare ? " class=\"spare\"" : "", x, top + height + 16, anchor(x),
                       c.x.ticks[i].label);
  }
  return out;
}

std::string mark_labels(const chart& c) {
  std::string out;
  for (std::size_t i = 0; i < c.marks.size(); ++i) {
    const auto x = percent(c.x, c.marks[i].from);
    const bool left = x > 60; // where there is more room
    out += fmt::format("<text class=\"fault-label\" x=\"{:.2f}%\" dx=\"{}\" y=\"{}\" "
                       "text-anchor=\"{}\">{}</text>",
                       x, left ? -4 : 4, top - 7 - 14 * static_cast<double>(i % mark_rows),
                       left ? "end" : "start", html_text(c.marks[i].label, longest_label));
  }
  return out;
}

std::string legend(const chart& c) {
  std::string out = "<ul class=\"legend\">";
  for (const auto& line : c.lines)
    out += fmt::format(
        "<li><svg width=\"28\" height=\"10\" aria-hidden=\"true\"><path class=\"line {}\" "
        "d=\"M0 5L28 5\"/></svg>{}</li>",
        line.style, html_text(line.name));
  if (!c.marks.empty())
    out += "<li><svg width=\"28\" height=\"10\" aria-hidden=\"true\"><rect class=\"fault\" "
           "width=\"28\" "
           "height=\"10\"/></svg>fault</li>";
  return out + "</ul>";
}

} // namespace

std::string chart_html(const chart& c) {
  return fmt::format(
             "<figure id=\"{0}\"><figcaption><h3>{1}</h3>{2}</figcaption><div class=\"plot\">"
             "{3}<svg class=\"chart\" role=\"img\" aria-labelledby=\"{0}-title {0}-desc\" "
             "height=\"{4}\"><title id=\"{0}-title\">{1}</title>"
             "<desc id=\"{0}-desc\">{5}</desc>",
             c.id, html_text(c.title), legend(c), y_axis(c), full_height,
             html_text(c.description, 1000))
         + grid(c) + shades(c) + curves(c) + x_labels(c) + mark_labels(c)
         + "</svg></div></figure>\n";
}

} // namespace quickbooking
