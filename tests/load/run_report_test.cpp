#define CAF_SUITE run_report

#include "load/report/run_report_json.hpp"
#include "tests/load/sample_run.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

using namespace quickbooking;
using nlohmann::json;
using std::chrono::microseconds;

namespace {

run_report short_run() { return sample_run({1, 20, 1, true}); }

/// The error of the report with `path` replaced by `value`.
std::string refusal(const char* path, const json& value) {
  auto document = json::parse(to_json(short_run()));
  document[json::json_pointer{path}] = value;
  const auto run = parse_run_report(document.dump());
  return run ? "" : run.error().code + ": " + run.error().message;
}

std::string refusal_without(const char* parent, const char* member) {
  auto document = json::parse(to_json(short_run()));
  document[json::json_pointer{parent}].erase(member);
  const auto run = parse_run_report(document.dump());
  return run ? "" : run.error().message;
}

void each_path(const json& value, const std::string& path, std::vector<std::string>& all) {
  all.push_back(path);
  if (value.is_structured())
    for (const auto& [key, member] : value.items())
      each_path(member, path + "/" + key, all);
}

} // namespace

CAF_TEST(a_report_comes_back_from_its_json) {
  auto run = short_run();
  run.settings.arrivals = arrival_model::closed;
  run.settings.seed = std::uint64_t{1} << 53;
  run.verdict = {run_outcome::invalid, true, {"Late.", ""}};
  run.faults.push_back({std::chrono::seconds{3}, std::nullopt, "a \"label\" \xd7\xa9"});
  run.totals.to_acknowledgement.reset();
  const auto parsed = parse_run_report(to_json(run));
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK(*parsed == run);
  const auto empty = parse_run_report(to_json(run_report{}));
  CAF_CHECK(!empty.has_value()); // its percentiles have no percentages
}

CAF_TEST(what_the_figures_say_is_what_the_histogram_says) {
  histogram x;
  for (int i = 1; i <= 20'000; ++i)
    x.record(microseconds{i});
  const auto figures = figures_of(x);
  CAF_CHECK_EQUAL(figures.count, 20'000u);
  CAF_CHECK_EQUAL(figures.max.count(), 20'000);
  CAF_CHECK_EQUAL(figures.percentiles[2].percent, 99.0);
  CAF_CHECK(figures.percentiles[2].value >= microseconds{19'800});
  CAF_CHECK(figures.percentiles[2].value <= microseconds{19'820});
  CAF_CHECK(figures.percentiles[2].beyond <= 200);
  CAF_CHECK(figures.percentiles[2].beyond >= 180);
  CAF_CHECK_EQUAL(figures.curve.back().value.count(), 20'000);
  CAF_CHECK_EQUAL(figures.curve.back().beyond, 0u);
  CAF_CHECK(std::ranges::is_sorted(figures.curve, {}, &percentile_point::value));
  x.record(microseconds{1}, std::uint64_t{1} << 40);
  CAF_CHECK(figures_of(x).curve.size() == longest_curve);
  CAF_CHECK(figures_of(histogram{}).curve.empty());
  CAF_CHECK(figures_of(histogram{}).percentiles[4].percent == 99.99);
}

CAF_TEST(a_wrong_field_is_named) {
  const std::string code = "wrong_run_report: ";
  CAF_CHECK_EQUAL(refusal("/format", "quickbooking-run/2"),
                  code + "format: must be quickbooking-run/1");
  CAF_CHECK_EQUAL(refusal("/settings/arrivals", "bursts"),
                  code + "settings.arrivals: unknown value");
  CAF_CHECK_EQUAL(refusal("/settings/rate", -1),
                  code + "settings.rate: must be a number from 0 to 1e+15");
  CAF_CHECK_EQUAL(refusal("/seconds/3/offered", "many"),
                  code + "seconds[3].offered: must be a number from 0 to 1e+15");
  CAF_CHECK_EQUAL(
      refusal("/seconds/3/service/p50Us", 1.5),
      code + "seconds[3].service.p50Us: must be a whole number from 0 to 9007199254740992");
  CAF_CHECK_EQUAL(
      refusal("/seconds/8/errors/http_503", -2),
      code + "seconds[8].errors.http_503: must be a whole number from 0 to 9007199254740992");
  CAF_CHECK_EQUAL(refusal("/faults/0/untilMs", 1), code + "faults[0].untilMs: is before atMs");
  CAF_CHECK_EQUAL(
      refusal("/totals/toReply/intended/percentiles/1/percent", 91),
      code + "totals.toReply.intended.percentiles: must be those of 50, 90, 99, 99.9 and 99.99 %");
  CAF_CHECK_EQUAL(refusal("/totals/toReply/service/curve/0/us", 999'999'999),
                  code + "totals.toReply.service.curve: must ascend");
  CAF_CHECK_EQUAL(refusal("/verdict/outcome", "great"), code + "verdict.outcome: unknown value");
  CAF_CHECK_EQUAL(refusal("/verdict/extra", 1), code + "verdict.extra: unknown field");
  CAF_CHECK_EQUAL(refusal("/started", "today"),
                  code + "started: must be a time like 2026-11-22T00:46:54.215Z");
}

CAF_TEST(a_missing_field_is_named) {
  CAF_CHECK_EQUAL(refusal_without("", "toolVersion"), "toolVersion: is missing");
  CAF_CHECK_EQUAL(refusal_without("", "started"), "started: is missing");
  CAF_CHECK_EQUAL(refusal_without("", "faults"), "faults: is missing");
  CAF_CHECK_EQUAL(refusal_without("/verdict", "cutShort"), "verdict.cutShort: is missing");
  CAF_CHECK_EQUAL(refusal_without("/totals/domain", "lost"), "totals.domain.lost: is missing");
  CAF_CHECK_EQUAL(refusal_without("/seconds/0", "errors"), "seconds[0].errors: must be an object");
}

CAF_TEST(any_value_replaced_by_any_kind_is_refused_or_read_without_harm) {
  const auto document = json::parse(to_json(sample_run({1, 1, 1, true})));
  std::vector<std::string> paths;
  each_path(document, "", paths);
  const std::vector<json> kinds{nullptr, true, -1, 1e300, "x", json::array({1}), {{"a", 1}}};
  for (std::size_t i = 0; i < paths.size();
       i += paths[i].find("/curve/") == std::string::npos ? 1 : 37)
    for (const auto& kind : kinds) {
      auto changed = document;
      changed[json::json_pointer{paths[i]}] = kind;
      const auto run = parse_run_report(changed.dump());
      CAF_CHECK(run.has_value() || !run.error().message.empty());
      if (run)
        CAF_CHECK(parse_run_report(to_json(*run)).value() == *run);
    }
}

CAF_TEST(what_is_no_json_is_refused) {
  auto code = [](const std::string& text) { return parse_run_report(text).error().code; };
  CAF_CHECK_EQUAL(code("{\"format\":"), "malformed_json");
  CAF_CHECK_EQUAL(code("[]"), "wrong_run_report");
  CAF_CHECK_EQUAL(code(std::string(100, '[')), "malformed_json");
}
