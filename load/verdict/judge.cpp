#include "load/verdict/judge.hpp"

#include <sstream>

namespace quickbooking {

namespace {

threshold counted(std::string name, std::uint64_t limit, std::uint64_t value) {
  return {std::move(name), "", static_cast<double>(limit), static_cast<double>(value),
          value <= limit};
}

threshold measured(std::string name, std::string unit, double limit, double value) {
  return {std::move(name), std::move(unit), limit, value, value <= limit};
}

double p99_milliseconds(const latency_figures& x) {
  return static_cast<double>(x.percentiles.at(2).value.count()) / 1000;
}

double error_percent(const run_totals& x) {
  const auto sent = x.schedule.sent;
  return sent == 0 ? 0 : 100 * static_cast<double>(total(x.errors)) / static_cast<double>(sent);
}

std::string sentence(const threshold& x) {
  std::ostringstream out;
  out << x.name << ": " << x.value << x.unit << " is over the limit of " << x.limit << x.unit;
  return out.str();
}

} // namespace

std::vector<threshold> hold_against(const load_limits& limits, const run_totals& totals) {
  const auto& x = totals.domain;
  std::vector<threshold> all{
      counted("lost messages", limits.lost, x.lost),
      counted("duplicate replies", limits.duplicate_replies, x.duplicate_replies),
      counted("double bookings", limits.double_bookings, x.double_bookings),
      counted("wrong-language replies", limits.wrong_language_replies, x.wrong_language_replies),
      counted("over-limit cards", limits.over_limit_cards, x.over_limit_cards)};
  if (limits.p99_milliseconds)
    all.push_back(measured("p99 of replies", "ms", *limits.p99_milliseconds,
                           p99_milliseconds(totals.to_reply.intended)));
  if (limits.error_percent)
    all.push_back(measured("errors", "%", *limits.error_percent, error_percent(totals)));
  return all;
}

run_verdict judge(const std::vector<threshold>& thresholds, std::vector<std::string> objections,
                  bool cut_short) {
  run_verdict out{run_outcome::pass, cut_short, std::move(objections)};
  if (!out.reasons.empty())
    out.outcome = run_outcome::invalid;
  for (const auto& x : thresholds)
    if (!x.passed) {
      out.reasons.push_back(sentence(x));
      const auto is_count = x.unit.empty();
      if (is_count || out.outcome == run_outcome::pass)
        out.outcome = run_outcome::failed;
    }
  return out;
}

} // namespace quickbooking
