#include "load/report/page/run_charts.hpp"

#include "load/report/figure_text.hpp"
#include "load/report/page/chart.hpp"
#include "load/report/page/thinned_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace quickbooking {

namespace {

using measure = std::function<double(const second_row&)>;

constexpr std::size_t most_marks = 20;

/// One curve over time.
struct series {
  std::string name;
  std::string style;
  measure value;
  bool compared = true; ///< whether the other run's curve is drawn, too
  bool summed = false;  ///< whether a row has the sum over its seconds
};

double us(std::chrono::microseconds x) { return static_cast<double>(x.count()); }
double ms(std::chrono::milliseconds x) { return static_cast<double>(x.count()); }

double response_p50(const second_row& x) { return us(x.response.p50); }
double response_p99(const second_row& x) { return us(x.response.p99); }
double response_max(const second_row& x) { return us(x.response.max); }
double error_count(const second_row& x) { return static_cast<double>(total(x.errors)); }

/// A run's rows as they are drawn.
struct drawn_rows {
  explicit drawn_rows(const run_report& run)
      : rows{thinned(run.seconds, most_points)},
        group{static_cast<double>(group_size(run.seconds.size(), most_points))} {}

  std::vector<second_row> rows;
  double group; ///< how many seconds each stands for
};

/// Draws the runs' rows; thins them out once for all charts.
class chart_maker {
public:
  chart_maker(const run_report& run, const run_report* other)
      : rows_{run},
        time_{time_scale(std::max(ms(run.elapsed), other ? ms(other->elapsed) : 0))} {
    if (other)
      other_rows_.emplace(*other);
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
  static chart_line line(const drawn_rows& rows, const series& x, bool other) {
    chart_line line{x.name + (other ? ", other run" : ""), x.style + (other ? " other" : ""), {}};
    for (const auto& row : rows.rows)
      line.points.emplace_back(ms(row.elapsed), x.value(row) / (x.summed ? rows.group : 1));
    return line;
  }

  std::vector<chart_line> lines(const std::vector<series>& all) const {
    std::vector<chart_line> lines;
    for (const auto& x : all)
      lines.push_back(line(rows_, x, false));
    for (const auto& x : all)
      if (other_rows_ && x.compared)
        lines.push_back(line(*other_rows_, x, true));
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

  drawn_rows rows_;
  std::optional<drawn_rows> other_rows_;
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
  lines.push_back(curve("reply, from the intended time", "p99", run.totals.to_reply.intended));
  lines.push_back(curve("reply, service time", "p50", run.totals.to_reply.service));
  if (run.totals.to_acknowledgement)
    lines.push_back(curve("200, from the intended time", "acknowledged",
                          run.totals.to_acknowledgement->intended));
  if (other) {
    lines.push_back(curve("reply, other run", "p99 other", other->totals.to_reply.intended));
    lines.push_back(
        curve("reply, service time, other run", "p50 other", other->totals.to_reply.service));
  }
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
  auto out = chart_html(maker.over_time("latency", "Time to the reply, second by second",
                                        "From the intended time of sending to the reply, on a "
                                        "logarithmic axis: median, 99th percentile "
                                        "and maximum.",
                                        {{"p50", "p50", response_p50},
                                         {"p99", "p99", response_p99},
                                         {"max", "max", response_max, false}},
                                        true));
  out += chart_html(
      maker.over_time("rate", "Messages per second",
                      "Messages per second that the schedule had and that were answered.",
                      {{"achieved", "achieved", &second_row::achieved},
                       {"offered", "offered", &second_row::offered, false}},
                      false));
  out += chart_html(percentile_chart(run, other));
  out += chart_html(maker.over_time("errors", "Errors per second",
                                    "Messages that failed, of all classes.",
                                    {{"errors", "errors", error_count, true, true}}, false));
  return out
         + chart_html(maker.over_time(
             "customers", "Active customers", "Customers in the midst of a conversation.",
             {{"active", "active", &second_row::active_customers}}, false));
}

} // namespace quickbooking
