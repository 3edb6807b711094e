#define CAF_SUITE scenario

#include "load/scenario/duration_text.hpp"
#include "load/scenario/scenario.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

json smallest() {
  return {{"name", "x"},
          {"arrivals", {{"rate", 10}}},
          {"duration", "20s"},
          {"salon", {{"id", "s"}, {"phoneNumberId", "7"}}},
          {"phones", {{"first", "+15550100000"}}}};
}

/// The error of the smallest scenario with `path` replaced by `value`.
std::string refusal(const char* path, const json& value) {
  auto file = smallest();
  file[json::json_pointer{path}] = value;
  const auto read = parse_scenario(file.dump());
  return read ? "" : read.error().code + "\n" + read.error().message;
}

bool names(const std::string& error, const std::string& line_begin) {
  return error.find("\n" + line_begin) != std::string::npos;
}

} // namespace

CAF_TEST(the_smallest_scenario_has_defaults_for_all_else) {
  const auto read = parse_scenario(smallest().dump());
  CAF_REQUIRE(read);
  CAF_CHECK(read->arrivals.model == arrival_model::poisson);
  CAF_CHECK_EQUAL(read->arrivals.rate, 10.0);
  CAF_CHECK(read->duration == 20s);
  CAF_CHECK_EQUAL(read->phones.at(3), "+15550100003");
  CAF_CHECK_EQUAL(read->journeys.at(static_cast<std::size_t>(journey::books)), 1.0);
  CAF_CHECK_EQUAL(read->languages.at(0), 1.0);
  CAF_CHECK_EQUAL(read->limits.lost, 0u);
  CAF_CHECK(!read->limits.p99_milliseconds);
}

CAF_TEST(every_part_is_read) {
  auto file = smallest();
  file["arrivals"] = {{"model", "constant"}, {"rate", 2.5}, {"ramp", "3s"}};
  file["seed"] = 9;
  file["journeys"] = {{"abandons", 2}, {"twoAtOnce", 1}};
  file["languages"] = {{"he", 1}};
  file["wishes"] = {{"he", {"x"}}};
  file["thinkTime"] = {{"distribution", "uniform"}, {"least", "1s"}, {"most", "2s"}};
  file["replyLimit"] = "4s";
  file["deliveryStatuses"] = false;
  file["faults"]
      = {{{"at", "5s"}, {"until", "6s"}, {"label", "l"}, {"command", {"a", "b"}}, {"undo", {"c"}}}};
  file["thresholds"] = {{"lost", 3}, {"p99Milliseconds", 100}, {"errorPercent", 0.5}};
  const auto read = parse_scenario(file.dump());
  CAF_REQUIRE(read);
  CAF_CHECK(read->arrivals.model == arrival_model::constant);
  CAF_CHECK(read->arrivals.ramp == 3s);
  CAF_CHECK_EQUAL(read->seed, 9u);
  CAF_CHECK_EQUAL(read->journeys.at(static_cast<std::size_t>(journey::books)), 0.0);
  CAF_CHECK_EQUAL(read->journeys.at(static_cast<std::size_t>(journey::abandons)), 2.0);
  CAF_CHECK_EQUAL(read->wishes.at(static_cast<std::size_t>(language::he)).size(), 1u);
  CAF_CHECK(read->think == (delay_law{delay_law::shape::uniform, 0ms, 0, 1s, 2s}));
  CAF_CHECK(read->reply_limit == 4s);
  CAF_CHECK(!read->delivery_statuses);
  CAF_CHECK(read->faults == (std::vector<fault_hook>{{5s, "l", {"a", "b"}, 6s, {"c"}}}));
  CAF_CHECK_EQUAL(read->limits.lost, 3u);
  CAF_CHECK_EQUAL(read->limits.error_percent.value_or(0), 0.5);
}

CAF_TEST(what_is_wrong_is_named) {
  CAF_CHECK(names(refusal("/name", ""), "name: has to be a text"));
  CAF_CHECK(names(refusal("/duration", "soon"), "duration: has to be a time"));
  CAF_CHECK(names(refusal("/duration", 20), "duration: has to be a time"));
  CAF_CHECK(names(refusal("/duration", "1ms"), "duration: has to be at least"));
  CAF_CHECK(names(refusal("/seed", -1), "seed: has to be a whole number"));
  CAF_CHECK(names(refusal("/arrivals/model", "burst"), "arrivals.model: has to be"));
  CAF_CHECK(names(refusal("/arrivals/rate", 0), "arrivals.rate: has to be a number"));
  CAF_CHECK(names(refusal("/arrivals/rate", "10"), "arrivals.rate: has to be a number"));
  CAF_CHECK(names(refusal("/arrivals/ramp", "21s"), "arrivals.ramp: is longer"));
  CAF_CHECK(names(refusal("/arrivals/speed", 1), "arrivals.speed: is not a known key"));
  CAF_CHECK(names(refusal("/arrivals", json::array()), "arrivals: has to be an object"));
  CAF_CHECK(names(refusal("/salon/phoneNumberId", 7), "salon.phoneNumberId: has to be a text"));
  CAF_CHECK(names(refusal("/phones/first", "+15x"), "phones.first: has to be a phone"));
  CAF_CHECK(names(refusal("/phones/first", "+999999999999999"), "phones.first: has to be"));
  CAF_CHECK(names(refusal("/phones/count", 0), "phones.count: has to be a whole number"));
  CAF_CHECK(names(refusal("/journeys", {{"sleeps", 1}}), "journeys.sleeps: is not a known name"));
  CAF_CHECK(names(refusal("/journeys", {{"books", 0}}), "journeys: has no weight"));
  CAF_CHECK(names(refusal("/languages", {{"fr", 1}}), "languages.fr: is not a known name"));
  CAF_CHECK(names(refusal("/languages", {{"en", -1}}), "languages.en: has to be a number"));
  CAF_CHECK(names(refusal("/wishes", {{"en", json::array()}}), "wishes.en: has to be a list"));
  CAF_CHECK(names(refusal("/wishes", {{"en", {""}}}), "wishes.en: holds something"));
  CAF_CHECK(names(refusal("/thinkTime", {{"distribution", "normal"}}), "thinkTime.distribution:"));
  CAF_CHECK(names(refusal("/thinkTime", {{"distribution", "exponential"}}),
                  "thinkTime.mean: is missing"));
  CAF_CHECK(names(refusal("/thresholds", {{"lost", 0.5}}), "thresholds.lost: has to be a whole"));
  CAF_CHECK(names(refusal("/thresholds", {{"los", 0}}), "thresholds.los: is not a known key"));
  CAF_CHECK(names(refusal("/think", 1), "think: is not a known key"));
}

CAF_TEST(a_wrong_fault_is_named_by_its_place) {
  const json fine{{"at", "5s"}, {"label", "l"}, {"command", {"a"}}};
  auto with = [&](const char* key, const json& value) {
    auto one = fine;
    one[key] = value;
    return refusal("/faults", json::array({fine, one}));
  };
  CAF_CHECK_EQUAL(refusal("/faults", json::array({fine})), "");
  CAF_CHECK(names(with("at", "21s"), "faults[1].at: is after the end"));
  CAF_CHECK(names(with("command", "rm"), "faults[1].command: has to be a list"));
  CAF_CHECK(names(with("command", json::array({1})), "faults[1].command: holds something"));
  CAF_CHECK(names(with("until", "6s"), "faults[1].undo: and until need each other"));
  CAF_CHECK(names(with("until", "4s"), "faults[1].until: has to be after"));
  CAF_CHECK(names(refusal("/faults", 1), "faults: has to be a list"));
}

CAF_TEST(all_that_is_wrong_is_named_at_once) {
  const auto read = parse_scenario("{}");
  CAF_REQUIRE(!read);
  for (const auto* key : {"name", "arrivals", "duration", "salon", "phones"})
    CAF_CHECK(names("\n" + read.error().message, std::string{key} + ": is missing"));
  CAF_CHECK(!parse_scenario("nonsense"));
  CAF_CHECK(!parse_scenario("[]"));
}

CAF_TEST(the_closed_model_wants_customers_that_have_phones) {
  CAF_CHECK(names(refusal("/arrivals", {{"model", "closed"}}), "arrivals.customers: is missing"));
  CAF_CHECK(names(refusal("/arrivals", {{"model", "closed"}, {"customers", 20'000}}),
                  "phones.count: is less"));
  CAF_CHECK(names(refusal("/arrivals", {{"model", "closed"}, {"customers", 5}, {"rate", 1}}),
                  "arrivals.rate: is not a known key"));
  CAF_CHECK_EQUAL(refusal("/arrivals", {{"model", "closed"}, {"customers", 5}}), "");
}

CAF_TEST(the_scenarios_that_come_with_it_are_valid) {
  int files = 0;
  for (const auto& each :
       std::filesystem::directory_iterator{QUICKBOOKING_SOURCE_DIR "/cluster-config/load"}) {
    std::ifstream file{each.path()};
    const auto read = parse_scenario(std::string{std::istreambuf_iterator<char>{file}, {}});
    CAF_CHECK_EQUAL(read ? std::string{} : each.path().string() + read.error().message,
                    std::string{});
    ++files;
  }
  CAF_CHECK(files > 0);
}

CAF_TEST(durations_have_units) {
  CAF_CHECK(parse_duration("250ms") == 250ms);
  CAF_CHECK(parse_duration("1.5s") == 1500ms);
  CAF_CHECK(parse_duration("1m30s") == 90s);
  CAF_CHECK(parse_duration("2h") == 2h);
  for (const auto* bad : {"", "5", "s", "-1s", "1x", "1e3s", "1s ", "inf", "101h", "nans"})
    CAF_CHECK(!parse_duration(bad));
}
