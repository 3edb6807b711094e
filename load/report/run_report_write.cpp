#include "load/report/run_report_json.hpp"

#include <nlohmann/json.hpp>

namespace quickbooking {

namespace {

using json = nlohmann::ordered_json;

template <class Values, class T = typename Values::value_type>
json to_array(const Values& values, std::type_identity_t<json (*)(const T&)> write_one) {
  auto all = json::array();
  for (const auto& x : values)
    all.push_back(write_one(x));
  return all;
}

// -- latencies ---

json write(const brief_latency& x) {
  return {{"p50Us", x.p50.count()}, {"p99Us", x.p99.count()}, {"maxUs", x.max.count()}};
}

json write(const percentile_point& x) {
  return {{"percent", x.percent}, {"us", x.value.count()}, {"beyond", x.beyond}};
}

json write(const latency_figures& x) {
  return {{"count", x.count},
          {"minUs", x.min.count()},
          {"maxUs", x.max.count()},
          {"meanUs", x.mean},
          {"percentiles", to_array(x.percentiles, write)},
          {"curve", to_array(x.curve, write)}};
}

json write(const latency_pair& x) {
  return {{"intended", write(x.intended)}, {"service", write(x.service)}};
}

// -- what was to be and what was ---

json write(const run_settings& x) {
  return {{"scenario", x.scenario},
          {"arrivals", to_string(x.arrivals)},
          {"seed", x.seed},
          {"rate", x.rate},
          {"rampMs", x.ramp.count()},
          {"durationMs", x.duration.count()},
          {"api", x.api},
          {"target", x.target}};
}

json write(const second_row& x) {
  return {{"elapsedMs", x.elapsed.count()},
          {"offered", x.offered},
          {"achieved", x.achieved},
          {"activeCustomers", x.active_customers},
          {"response", write(x.response)},
          {"service", write(x.service)},
          {"errors", x.errors},
          {"redis", x.redis}};
}

json write(const run_fault& x) {
  json fault{{"atMs", x.at.count()}, {"untilMs", nullptr}, {"label", x.label}};
  if (x.until)
    fault["untilMs"] = x.until->count();
  return fault;
}

json write(const schedule_figures& x) {
  return {{"scheduled", x.scheduled},
          {"sent", x.sent},
          {"late", x.late},
          {"worstLatenessUs", x.worst_lateness.count()},
          {"worstLoopLagUs", x.worst_loop_lag.count()}};
}

json write(const domain_counts& x) {
  return {{"lost", x.lost},
          {"duplicateReplies", x.duplicate_replies},
          {"doubleBookings", x.double_bookings},
          {"wrongLanguageReplies", x.wrong_language_replies},
          {"overLimitCards", x.over_limit_cards}};
}

json write(const run_totals& x) {
  return {{"schedule", write(x.schedule)},
          {"answered", x.answered},
          {"bookings", x.bookings},
          {"errors", x.errors},
          {"domain", write(x.domain)},
          {"toAcknowledgement", x.to_acknowledgement ? write(*x.to_acknowledgement) : json{}},
          {"toReply", write(x.to_reply)}};
}

// -- the judgement ---

json write(const threshold& x) {
  return {{"name", x.name},
          {"unit", x.unit},
          {"limit", x.limit},
          {"value", x.value},
          {"passed", x.passed}};
}

json write(const run_verdict& x) {
  return {{"outcome", to_string(x.outcome)}, {"cutShort", x.cut_short}, {"reasons", x.reasons}};
}

json write(const run_report& x) {
  return {{"format", run_report_format},
          {"toolVersion", x.tool_version},
          {"started", to_iso8601(x.started)},
          {"elapsedMs", x.elapsed.count()},
          {"settings", write(x.settings)},
          {"verdict", write(x.verdict)},
          {"thresholds", to_array(x.thresholds, write)},
          {"totals", write(x.totals)},
          {"faults", to_array(x.faults, write)},
          {"seconds", to_array(x.seconds, write)}};
}

} // namespace

std::string to_json(const run_report& run) {
  return write(run).dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace quickbooking
