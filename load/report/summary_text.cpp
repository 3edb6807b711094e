#include "load/report/figure_text.hpp"
#include "load/report/run_text.hpp"
#include "load/report/run_words.hpp"
#include "messages/encoding/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace quickbooking {

namespace {

std::string heading(const run_report& run) {
  auto out = fmt::format("Load test: {}\n{}. {}\n", plain_text(run.settings.scenario),
                         verdict_words(run.verdict), verdict_meaning(run.verdict));
  for (const auto& reason : run.verdict.reasons)
    out += "  - " + plain_text(reason) + "\n";
  return out;
}

std::string settings(const run_report& run) {
  std::string out = "\n";
  for (const auto& [name, value] : setting_words(run))
    out += fmt::format("{:<12}{}\n", name, plain_text(value));
  for (const auto& fault : run.faults)
    out += fmt::format("{:<12}{} from {} to {}\n", "Fault", plain_text(fault.label),
                       clock_text(fault.at), fault.until ? clock_text(*fault.until) : "the end");
  return out;
}

std::string latency_row(const std::string& name, const latency_figures& x) {
  auto row = fmt::format("{:<30}{:>10}", name, count_text(x.count));
  for (const auto& point : x.percentiles)
    row += fmt::format("{:>9}", latency_text(point.value));
  return row + fmt::format("{:>9}\n", latency_text(x.max));
}

/// How many messages took longer.
std::string beyond_row(const latency_figures& x) {
  auto row = fmt::format("{:<40}", "  messages beyond");
  for (const auto& point : x.percentiles)
    row += fmt::format("{:>9}", count_text(point.beyond));
  return row + "        0\n";
}

std::string latency_rows(const std::string& what, const latency_pair& x) {
  return latency_row(what + ", from intended time", x.intended) + beyond_row(x.intended)
         + latency_row(what + ", service time", x.service);
}

std::string latencies(const run_totals& totals) {
  auto out = fmt::format("\n{:<30}{:>10}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}\n", "Time to the", "count",
                         "p50", "p90", "p99", "p99.9", "p99.99", "max");
  out += latency_rows("reply", totals.to_reply);
  return totals.to_acknowledgement ? out + latency_rows("200", *totals.to_acknowledgement) : out;
}

std::string counts(const run_totals& totals) {
  const auto& schedule = totals.schedule;
  auto line = [](const char* name, const std::string& value) {
    return fmt::format("{:<30}{:>10}\n", name, value);
  };
  auto out = "\n" + line("Messages scheduled", count_text(schedule.scheduled));
  out += line("  sent", count_text(schedule.sent));
  out += line("  sent late", count_text(schedule.late));
  out += line("  replies received", count_text(totals.answered));
  out += line("Bookings confirmed", count_text(totals.bookings));
  out += line("Errors", count_text(total(totals.errors)));
  for (const auto& [name, count] : totals.errors)
    out += line(("  " + plain_text(name)).c_str(), count_text(count));
  out += line("Lost messages", count_text(totals.domain.lost));
  out += line("Duplicate replies", count_text(totals.domain.duplicate_replies));
  out += line("Double bookings", count_text(totals.domain.double_bookings));
  out += line("Wrong-language replies", count_text(totals.domain.wrong_language_replies));
  out += line("Over-limit cards", count_text(totals.domain.over_limit_cards));
  out += line("Worst lateness", latency_text(schedule.worst_lateness));
  return out + line("Worst lag of the own loop", latency_text(schedule.worst_loop_lag));
}

std::string with_unit(double x, const std::string& unit) {
  return figure_text(x) + (unit.empty() ? "" : " " + plain_text(unit));
}

std::string thresholds(const run_report& run) {
  if (run.thresholds.empty())
    return {};
  auto out = fmt::format("\n{:<30}{:>10} {:>13}\n", "Threshold", "measured", "limit");
  for (const auto& x : run.thresholds)
    out += fmt::format("{:<30}{:>10} {:>13}  {}\n", plain_text(x.name), with_unit(x.value, x.unit),
                       with_unit(x.limit, x.unit), x.passed ? "passed" : "EXCEEDED");
  return out;
}

} // namespace

std::string summary_text(const run_report& run) {
  return heading(run) + settings(run) + latencies(run.totals) + counts(run.totals)
         + thresholds(run);
}

} // namespace quickbooking
