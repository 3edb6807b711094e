#include "load/report/page/page_tables.hpp"

#include "load/report/figure_text.hpp"
#include "load/report/page/html_table.hpp"
#include "load/report/page/thinned_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickbooking {

namespace {

constexpr std::size_t most_rows = 60;

/// At most as many as a page can bear.
template <class T>
std::vector<T> first(const std::vector<T>& all) {
  return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most_rows))};
}

/// Says how many did not fit.
void add_rest(html_table& table, std::size_t size) {
  if (size > most_rows)
    table.add({fmt::format("and {} more", size - most_rows)});
}

std::string with_unit(double x, const std::string& unit) {
  return figure_text(x) + (unit.empty() ? "" : " " + unit);
}

std::string beyond_text(const percentile_point& x) {
  return fmt::format("{} ({})", latency_text(x.value), count_text(x.beyond));
}

void add_latency_row(html_table& table, const char* name, const latency_figures& x) {
  std::vector<std::string> cells{name, count_text(x.count)};
  for (const auto& point : x.percentiles)
    cells.push_back(beyond_text(point));
  cells.push_back(latency_text(x.max));
  table.add(std::move(cells));
}

void add_latency_pair(html_table& table, const std::string& what, const latency_pair& x) {
  add_latency_row(table, (what + ", from the intended time").c_str(), x.intended);
  add_latency_row(table, (what + ", service time").c_str(), x.service);
}

} // namespace

std::string threshold_table(const run_report& run) {
  html_table table{"Thresholds", {"What", "Limit", "Measured", "Result"}};
  for (const auto& x : first(run.thresholds))
    table.add({x.name, with_unit(x.limit, x.unit), with_unit(x.value, x.unit),
               x.passed ? "\u2713 passed" : "\u2717 exceeded"},
              x.passed ? "good" : "bad");
  add_rest(table, run.thresholds.size());
  return table.html();
}

std::string latency_table(const run_report& run) {
  html_table table{"Latency", {"To the", "Count", "p50", "p90", "p99", "p99.9", "p99.99", "Max"}};
  add_latency_pair(table, "reply", run.totals.to_reply);
  if (run.totals.to_acknowledgement)
    add_latency_pair(table, "200", *run.totals.to_acknowledgement);
  return table.html();
}

std::string count_table(const run_report& run) {
  const auto& totals = run.totals;
  const auto& schedule = totals.schedule;
  html_table table{"Counts", {"What", "Count"}};
  table.add({"messages scheduled", count_text(schedule.scheduled)});
  table.add({"messages sent", count_text(schedule.sent)});
  table.add({"sent late", fmt::format("{} ({})", count_text(schedule.late),
                                      share_text(schedule.late, schedule.scheduled))});
  table.add({"worst lateness", latency_text(schedule.worst_lateness)});
  table.add({"worst lag of the load tool's loop", latency_text(schedule.worst_loop_lag)});
  table.add({"replies received", count_text(totals.answered)});
  table.add({"bookings confirmed", count_text(totals.bookings)});
  table.add({"errors", count_text(total(totals.errors))});
  table.add({"lost messages", count_text(totals.domain.lost)});
  table.add({"duplicate replies", count_text(totals.domain.duplicate_replies)});
  table.add({"double bookings", count_text(totals.domain.double_bookings)});
  table.add({"wrong-language replies", count_text(totals.domain.wrong_language_replies)});
  table.add({"over-limit cards", count_text(totals.domain.over_limit_cards)});
  return table.html();
}

std::string error_table(const run_report& run) {
  html_table table{"Errors by class", {"Class", "Count"}};
  std::size_t rows = 0;
  for (const auto& [name, count] : run.totals.errors)
    if (++rows <= most_rows)
      table.add({name, count_text(count)});
  add_rest(table, rows);
  return table.html();
}

std::string fault_table(const run_report& run) {
  html_table table{"Faults", {"What", "From", "Until"}};
  for (const auto& x : first(run.faults))
    table.add({x.label, clock_text(x.at), x.until ? clock_text(*x.until) : "the end"});
  add_rest(table, run.faults.size());
  return table.html();
}

std::string course_table(const run_report& run) {
  html_table table{
      "The course of the run",
      {"Until", "Offered/s", "Achieved/s", "Customers", "p50", "p99", "Max", "Errors", "Redis"}};
  for (const auto& x : thinned(run.seconds, most_rows))
    table.add({clock_text(x.elapsed), figure_text(x.offered), figure_text(x.achieved),
               count_text(x.active_customers), latency_text(x.response.p50),
               latency_text(x.response.p99), latency_text(x.response.max),
               count_text(total(x.errors)), x.redis});
  return table.html();
}

} // namespace quickbooking
