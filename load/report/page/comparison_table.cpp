#include "load/report/figure_text.hpp"
#include "load/report/page/html_table.hpp"
#include "load/report/page/page_tables.hpp"

#include <fmt/format.h>

namespace quickbooking {

namespace {

void add_latency(html_table& table, const std::string& name, std::chrono::microseconds run,
                 std::chrono::microseconds other) {
  table.add({name, latency_text(run), latency_text(other),
             ratio_text(static_cast<double>(run.count()), static_cast<double>(other.count()))});
}

void add_latencies(html_table& table, const std::string& what, const latency_figures& run,
                   const latency_figures& other) {
  for (std::size_t i = 0; i < named_percentiles.size(); ++i)
    add_latency(table, fmt::format("{}, p{:g}", what, named_percentiles[i]),
                run.percentiles[i].value, other.percentiles[i].value);
  add_latency(table, what + ", max", run.max, other.max);
}

void add_rate(html_table& table, const std::string& name, double run, double other) {
  table.add({name, figure_text(run), figure_text(other), ratio_text(run, other)});
}

/// Replies per second over the whole run.
double achieved(const run_report& run) {
  const auto seconds = std::chrono::duration<double>(run.elapsed).count();
  return seconds > 0 ? static_cast<double>(run.totals.answered) / seconds : 0;
}

} // namespace

std::string comparison_table(const run_report& run, const run_report& other) {
  html_table table{"Compared with the other run", {"What", "This run", "Other run", "Ratio"}};
  table.add({"scenario", run.settings.scenario, other.settings.scenario, ""}, "words");
  table.add({"started", time_text(run.started), time_text(other.started), ""}, "words");
  table.add({"verdict", to_string(run.verdict.outcome), to_string(other.verdict.outcome), ""});
  add_rate(table, "replies per second", achieved(run), achieved(other));
  add_rate(table, "errors", static_cast<double>(total(run.totals.errors)),
           static_cast<double>(total(other.totals.errors)));
  add_latencies(table, "reply", run.totals.to_reply.intended, other.totals.to_reply.intended);
  add_latencies(table, "reply, service time", run.totals.to_reply.service,
                other.totals.to_reply.service);
  return table.html();
}

} // namespace quickbooking
