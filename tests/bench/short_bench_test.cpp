#define CAF_SUITE short_bench

#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

using namespace quickbooking;

namespace {

const std::string program = QUICKBOOKING_BINARY_DIR "/bench/quickbooking-bench";

} // namespace

CAF_TEST(a_short_run_has_figures_and_no_errors) {
  const temp_dir dir;
  child_process bench{{program, "--only", "throughput,latency", "--candidates",
                       "node,node_memory,pipeline", "--rounds", "1", "--seconds", "0.4", "--json",
                       dir.file("bench.json")},
                      {{}, dir.file("output")}};
  const auto code = bench.wait_for(std::chrono::seconds{60});
  std::ostringstream said;
  said << std::ifstream{dir.file("output")}.rdbuf();
  CAF_MESSAGE(said.str());
  CAF_REQUIRE(code == 0);
  CAF_CHECK(said.str().find("bare pipeline") != std::string::npos);
  std::ifstream file{dir.file("bench.json")};
  const auto figures = nlohmann::json::parse(file);
  for (const auto* part : {"throughput", "latency"}) {
    CAF_REQUIRE_EQUAL(figures.at(part).size(), 3u);
    for (const auto& row : figures.at(part)) {
      CAF_CHECK_EQUAL(row.at("errors").get<int>(), 0);
      CAF_CHECK(row.at("transitions").get<int>() > 100);
      CAF_CHECK(row.at("p99Ms").get<double>() > 0);
    }
  }
}

CAF_TEST(a_command_line_that_makes_no_sense_is_refused) {
  for (const auto& arguments :
       {std::vector<std::string>{"--only", "speed"}, {"--rounds", "0"}, {"--bars"}}) {
    const temp_dir dir;
    auto argv = arguments;
    argv.insert(argv.begin(), program);
    child_process bench{argv, {{}, dir.file("output")}};
    CAF_CHECK(bench.wait_for(std::chrono::seconds{10}) == 2);
  }
}
