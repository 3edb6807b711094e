#include "load/report/page/run_charts.hpp"

#include "load/report/figure_text.hpp"
#include "load/report/page/chart.hpp"
#include "load/report/page/thinned_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace quickbooking {

namespace {

using measure = std::function<double(const second_row&)>;

constexpr std::size_t most_marks = 50;

/// One curve over time.
struct series {
  std::string name;
  std::string style;
  measure value;
  bool compared = true; ///< whether the other run's curve is drawn, too
};

double us(std::chrono::microseconds x) { return static_cast<double>(x.count()); }
double ms(std::chrono::milliseconds x) { return static_cast<double>(x.count()); }

double response_p50(const second_row& x) { return us(x.response.p50); }
double response_p99(const second_row& x) { return us(x.response.p99); }
double response_max(const second_row& x) { return us(x.response.max); }
double error_count(const second_row& x) { return static_cast<double>(total(x.errors)); }

/// Draws the runs' rows; thins them out once for all charts.
class chart_maker {
public:
  chart_maker(const run_report& run, const run_report* other)
      : rows_{thinned(run.seconds, most_points)},
        has_other_{other != nullptr},
        time_{time_scale(std::max(ms(run.elapsed), other ? ms(other->elapsed) : 0))} {
    if (other)
      other_rows_ = thinned(other->seconds, most_points);
    for (const auto& fault : run.faults)
      if (marks_.size() < most_marks)
        marks_.push_back({ms(fault.at), ms(fault.until.value_or(run.elapsed)), fault.label});
  }

  chart over_time(std::string id, std::string title, std::string description,
                  const std::vector<series>& all, bool logarithmic) const {
    chart_scale y
        = logarithmic ? latency_scale(lowest(all), highest(all)) : count_scale(highest(all));
    return {std::move(id), std::move(title), std::move(description),
            time_,         std::move(y),     lines(all),
            marks_};
  }

private:
  static chart_line line(const std::vector<second_row>& rows, const series& x, bool other) {
    chart_line line{x.name + (other ? ", other run" : ""), x.style + (other ? " other" : ""), {}};
    for (const auto& row : rows)
      line.points.emplace_back(ms(row.elapsed), x.value(row));
    return line;
  }

  /// The other run's curves lie beneath.
  std::vector<chart_line> lines(const std::vector<series>& all) const {
    std::vector<chart_line> lines;
    for (const auto& x : all)
      if (has_other_ && x.compared)
        lines.push_back(line(other_rows_, x, true));
    for (const auto& x : all)
      lines.push_back(line(rows_, x, false));
    return lines;
  }

  void each_value(const std::vector<series>& all, const std::function<void(double)>& use) const {
    for (const auto& line : lines(all))
      for (const auto& [x, y] : line.points)
        use(y);
  }

  double highest(const std::vector<series>& all) const {
    double result = 0;
    each_value(all, [&](double y) { result = std::max(result, y); });
    return result;
  }

  /// Above 0; 1,000 where there is nothing.
  double lowest(const std::vector<series>& all) const {
    double result = 0;
    each_value(all, [&](double y) { result = y > 0 && (result == 0 || y < result) ? y : result; });
    return result == 0 ? 1000 : result;
  }

  std::vector<second_row> rows_;
  std::vector<second_row> other_rows_;
  bool has_other_;
  chart_scale time_;
  std::vector<chart_mark> marks_;
};

// -- the percentile curve ---

/// The share that is beyond the percentage, as one in so many. The last point, 100 %, is where one
/// value is left.
double rarity(const percentile_point& x, const latency_figures& all) {
  return x.percent < 100 ? 100 / (100 - x.percent) : static_cast<double>(all.count);
}

chart_line curve(const char* name, const char* style, const latency_figures& figures) {
  chart_line line{name, style, {}};
  for (const auto& point : figures.curve)
    line.points.emplace_back(rarity(point, figures), us(point.value));
  return line;
}

std::vector<chart_line> curves(const run_report& run, const run_report* other) {
  std::vector<chart_line> lines;
  if (other) {
    lines.push_back(curve("reply, other run", "p99 other", other->totals.to_reply.intended));
    lines.push_back(
        curve("reply, service time, other run", "p50 other", other->totals.to_reply.service));
  }
  lines.push_back(curve("reply, from the intended time", "p99", run.totals.to_reply.intended));
  lines.push_back(curve("reply, service time", "p50", run.totals.to_reply.service));
  if (run.totals.to_acknowledgement)
    lines.push_back(curve("200, from the intended time", "acknowledged",
                          run.totals.to_acknowledgement->intended));
  return lines;
}

chart percentile_chart(const run_report& run, const run_report* other) {
  auto lines = curves(run, other);
  double rarest = 100, lowest = 1e9, highest = 0;
  for (const auto& line : lines)
    for (const auto& [x, y] : line.points) {
      rarest = std::max(rarest, x);
      lowest = std::min(lowest, y);
      highest = std::max(highest, y);
    }
  return {"percentiles",
          "Latency by percentile",
          fmt::format("The time that a share of all messages did not exceed, on logarithmic axes. "
                      "{} replies; the highest took {}.",
                      count_text(run.totals.to_reply.intended.count),
                      latency_text(run.totals.to_reply.intended.max)),
          rarity_scale(rarest),
          latency_scale(lowest, highest),
          std::move(lines),
          {}};
}

} // namespace

std::string run_charts(const run_report& run, const run_report* other) {
  const chart_maker maker{run, other};
  auto out = chart_html(
      maker.over_time("rate", "Messages per second",
                      "Messages per second that the schedule had and that were answered.",
                      {{"offered", "offered", &second_row::offered, false},
                       {"achieved", "achieved", &second_row::achieved}},
                      false));
  out += chart_html(maker.over_time("latency", "Time to the reply, second by second",
                                    "From the intended time of sending to the reply, on a "
                                    "logarithmic axis: median, 99th percentile "
                                    "and maximum.",
                                    {{"max", "max", response_max, false},
                                     {"p99", "p99", response_p99},
                                     {"p50", "p50", response_p50}},
                                    true));
  out += chart_html(percentile_chart(run, other));
  out += chart_html(maker.over_time("errors", "Errors per second",
                                    "Messages that failed, of all classes.",
                                    {{"errors", "errors", error_count}}, false));
  return out
         + chart_html(maker.over_time(
             "customers", "Active customers", "Customers in the midst of a conversation.",
             {{"active", "active", &second_row::active_customers}}, false));
}

} // namespace quickbooking
