#include "load/report/run_words.hpp"

#include "load/report/figure_text.hpp"

#include <fmt/format.h>

namespace quickbooking {

namespace {

std::string arrival_words(arrival_model x) {
  switch (x) {
  case arrival_model::poisson:
    return "open, Poisson";
  case arrival_model::constant:
    return "open, constant";
  case arrival_model::closed:
    return "CLOSED: a slow node is sent less";
  }
  return "";
}

} // namespace

std::string verdict_words(const run_verdict& x) {
  const auto* word = x.outcome == run_outcome::pass     ? "PASSED"
                     : x.outcome == run_outcome::failed ? "FAILED"
                                                        : "INVALID";
  return fmt::format("{}{}", word, x.cut_short ? ", cut short" : "");
}

std::string verdict_meaning(const run_verdict& x) {
  switch (x.outcome) {
  case run_outcome::pass:
    return x.cut_short ? "All thresholds were kept until the run was ended early."
                       : "All thresholds were kept.";
  case run_outcome::failed:
    return "A threshold was exceeded.";
  case run_outcome::invalid:
    return "The load tool did not do what it was to do: the figures say little of the node.";
  }
  return "";
}

namespace {

std::string rate_words(const run_settings& x) {
  return x.arrivals == arrival_model::closed ? "as the customers' pauses allow"
                                             : figure_text(x.rate) + " messages/s";
}

} // namespace

std::vector<std::pair<std::string, std::string>> setting_words(const run_report& run) {
  const auto& x = run.settings;
  return {{"Node", x.target},
          {"Front door", x.api},
          {"Arrivals", arrival_words(x.arrivals)},
          {"Rate", rate_words(x)},
          {"Ramp", clock_text(x.ramp)},
          {"Ran", fmt::format("{} of {}", clock_text(run.elapsed), clock_text(x.duration))},
          {"Seed", std::to_string(x.seed)},
          {"Started", time_text(run.started)},
          {"Load tool", run.tool_version}};
}

} // namespace quickbooking
