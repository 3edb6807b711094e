#include "load/report/latency_read.hpp"
#include "load/report/report_fields.hpp"
#include "load/report/run_report_json.hpp"
#include "messages/encoding/checked_json.hpp"
#include "messages/encoding/json_text.hpp"

#include <algorithm>

namespace quickbooking {

namespace {

// -- values ---

bool flag_in(const checked_json& x) {
  if (x.is_null())
    x.refuse("is missing");
  return x.flag(false);
}

/// The one of `values` whose name this is.
template <class T>
T choice_in(const checked_json& x, std::initializer_list<T> values) {
  const auto name = text_in(x);
  const auto found = std::ranges::find(values, name, [](T value) { return to_string(value); });
  if (found != values.end())
    return *found;
  if (!x.is_null())
    x.refuse("unknown value");
  return *values.begin();
}

error_counts errors_in(const checked_json& x) {
  error_counts errors;
  if (!x.is_object())
    x.refuse("must be an object");
  for (const auto& name : x.keys())
    errors[name] = count_in(x[name]);
  return errors;
}

instant instant_in(const checked_json& x) {
  const auto time = parse_iso8601(text_in(x));
  if (!time && !x.is_null())
    x.refuse("must be a time like 2026-11-22T00:46:54.215Z");
  return time.value_or(instant{});
}

// -- what was to be and what was ---

run_settings settings_in(const checked_json& x) {
  x.allow_only({"scenario", "arrivals", "seed", "rate", "rampMs", "durationMs", "api", "target"});
  return {text_in(x["scenario"]),
          choice_in(x["arrivals"],
                    {arrival_model::poisson, arrival_model::constant, arrival_model::closed}),
          count_in(x["seed"]),
          figure_in(x["rate"]),
          ms_in(x["rampMs"]),
          ms_in(x["durationMs"]),
          text_in(x["api"]),
          text_in(x["target"])};
}

second_row row_in(const checked_json& x) {
  x.allow_only({"elapsedMs", "offered", "achieved", "activeCustomers", "response", "service",
                "errors", "redis"});
  return {ms_in(x["elapsedMs"]),          figure_in(x["offered"]), figure_in(x["achieved"]),
          count_in(x["activeCustomers"]), brief_in(x["response"]), brief_in(x["service"]),
          errors_in(x["errors"]),         text_in(x["redis"])};
}

run_fault fault_in(const checked_json& x) {
  x.allow_only({"atMs", "untilMs", "label"});
  run_fault fault{ms_in(x["atMs"]), std::nullopt, text_in(x["label"])};
  if (x.has("untilMs"))
    fault.until = ms_in(x["untilMs"]);
  if (fault.until && *fault.until < fault.at)
    x["untilMs"].refuse("is before atMs");
  return fault;
}

schedule_figures schedule_in(const checked_json& x) {
  x.allow_only({"scheduled", "sent", "late", "worstLatenessUs", "worstLoopLagUs"});
  return {count_in(x["scheduled"]), count_in(x["sent"]), count_in(x["late"]),
          us_in(x["worstLatenessUs"]), us_in(x["worstLoopLagUs"])};
}

domain_counts domain_in(const checked_json& x) {
  x.allow_only(
      {"lost", "duplicateReplies", "doubleBookings", "wrongLanguageReplies", "overLimitCards"});
  return {count_in(x["lost"]), count_in(x["duplicateReplies"]), count_in(x["doubleBookings"]),
          count_in(x["wrongLanguageReplies"]), count_in(x["overLimitCards"])};
}

run_totals totals_in(const checked_json& x) {
  x.allow_only(
      {"schedule", "answered", "bookings", "errors", "domain", "toAcknowledgement", "toReply"});
  run_totals totals{schedule_in(x["schedule"]), count_in(x["answered"]), count_in(x["bookings"]),
                    errors_in(x["errors"]),     domain_in(x["domain"]),  std::nullopt,
                    pair_in(x["toReply"])};
  if (x.has("toAcknowledgement"))
    totals.to_acknowledgement = pair_in(x["toAcknowledgement"]);
  return totals;
}

// -- the judgement ---

threshold threshold_in(const checked_json& x) {
  x.allow_only({"name", "unit", "limit", "value", "passed"});
  return {text_in(x["name"]), text_in(x["unit"]), figure_in(x["limit"]), figure_in(x["value"]),
          flag_in(x["passed"])};
}

run_verdict verdict_in(const checked_json& x) {
  x.allow_only({"outcome", "cutShort", "reasons"});
  return {choice_in(x["outcome"], {run_outcome::pass, run_outcome::failed, run_outcome::invalid}),
          flag_in(x["cutShort"]), all_in(x["reasons"], text_in)};
}

run_report report_in(const checked_json& x) {
  x.allow_only({"format", "toolVersion", "started", "elapsedMs", "settings", "verdict",
                "thresholds", "totals", "faults", "seconds"});
  if (text_in(x["format"]) != run_report_format)
    x["format"].refuse("must be " + std::string{run_report_format});
  return {text_in(x["toolVersion"]),    instant_in(x["started"]),
          ms_in(x["elapsedMs"]),        settings_in(x["settings"]),
          all_in(x["seconds"], row_in), all_in(x["faults"], fault_in),
          totals_in(x["totals"]),       all_in(x["thresholds"], threshold_in),
          verdict_in(x["verdict"])};
}

} // namespace

result<run_report> parse_run_report(std::string_view text) {
  const auto document = parse_json(text);
  if (!document)
    return tl::make_unexpected(document.error());
  problems found;
  auto run = report_in(checked_json{*document, "", found});
  if (!found.empty())
    return fail("wrong_run_report", found.text());
  return run;
}

} // namespace quickbooking
