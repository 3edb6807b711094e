#define CAF_SUITE run_text

#include "load/report/run_text.hpp"
#include "messages/encoding/plain_text.hpp"
#include "tests/load/sample_run.hpp"

#include <caf/test/unit_test.hpp>

#include <sstream>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

second_row sample_row() {
  return {131s, 200, 198.6, 2400, {4330us, 12'100us, 40ms}, {}, {{"timeout", 2}}, "degraded"};
}

bool says(const std::string& text, const char* words) {
  return text.find(words) != std::string::npos;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in{text};
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

} // namespace

CAF_TEST(a_second_is_one_line) {
  CAF_CHECK_EQUAL(second_line(sample_row()),
                  "   2:11  offered    200/s  achieved    199/s  customers   2,400  p50 4.33 ms  "
                  "p99 12.1 ms  errors    2  redis degraded");
}

CAF_TEST(what_matters_least_is_left_out_of_a_narrow_line) {
  const auto row = sample_row();
  CAF_CHECK_EQUAL(second_line(row, 104),
                  "   2:11  offered    200/s  achieved    199/s  customers   2,400  p50 4.33 ms  "
                  "p99 12.1 ms  errors    2");
  CAF_CHECK_EQUAL(
      second_line(row, 90),
      "   2:11  offered    200/s  achieved    199/s  p50 4.33 ms  p99 12.1 ms  errors    2");
  CAF_CHECK_EQUAL(second_line(row, 80),
                  "   2:11  offered    200/s  achieved    199/s  p99 12.1 ms  errors    2");
  for (std::size_t width = 1; width < 140; ++width)
    CAF_CHECK(second_line(row, width).size() <= width);
}

CAF_TEST(seconds_stand_in_columns) {
  auto early = sample_row();
  early.elapsed = 1s;
  early.achieved = 20'000;
  early.response = {85us, 1'200'000us, 2s};
  early.errors.clear();
  CAF_CHECK(second_line(early).size() == second_line(sample_row()).size());
}

CAF_TEST(the_summary_says_verdict_figures_and_thresholds) {
  const auto text = summary_text(sample_run());
  CAF_CHECK(text.starts_with("Load test: rush hour\nFAILED. A threshold was exceeded.\n"));
  for (const auto* words :
       {"  - p99 to the reply is above 250 ms.\n", "Arrivals    open, Poisson\n",
        "Fault       Redis stopped from 2:00 to 2:30\n", "  messages beyond", "  timeout ",
        "Double bookings                        0\n", "250 ms  EXCEEDED\n", "0  passed\n"})
    CAF_CHECK(says(text, words));
}

CAF_TEST(large_numbers_of_a_summary_stand_apart) {
  auto run = sample_run();
  run.thresholds = {{"lost messages", "", 1'000'000'000, 378'646, true}};
  CAF_CHECK(summary_text(run).find("378,646 1,000,000,000  passed\n") != std::string::npos);
}

CAF_TEST(the_summary_stands_in_columns) {
  const auto lines = lines_of(summary_text(sample_run()));
  std::size_t latencies = 0;
  for (const auto& line : lines) {
    CAF_CHECK(line.size() <= 100);
    if (line.find("intended time") != std::string::npos
        || line.find("service time") != std::string::npos || line.starts_with("Time to the")
        || line.starts_with("  messages beyond")) {
      CAF_CHECK_EQUAL(line.size(), 94u);
      ++latencies;
    }
  }
  CAF_CHECK_EQUAL(latencies, 7u);
}

CAF_TEST(a_closed_model_and_a_cut_run_are_named_so) {
  auto run = sample_run({1, 10, 1, false});
  run.settings.arrivals = arrival_model::closed;
  run.verdict.cut_short = true;
  run.totals.to_acknowledgement.reset();
  const auto text = summary_text(run);
  CAF_CHECK(says(text, "PASSED, cut short."));
  CAF_CHECK(says(text, "Arrivals    CLOSED: a slow node is sent less\n"));
  CAF_CHECK(!says(text, "200, "));
}

CAF_TEST(a_run_without_anything_is_told) {
  CAF_CHECK(says(summary_text(run_report{}), "Messages scheduled                     0\n"));
}

CAF_TEST(names_from_outside_do_not_steer_the_terminal) {
  CAF_CHECK_EQUAL(plain_text("a\x1b[2Jb\nc\x7f \xc2\x9b \xd7\xa9 \xff"),
                  "a?[2Jb?c? ? \xd7\xa9 \xef\xbf\xbd");
  auto run = sample_run({1, 10, 1, true});
  run.settings.scenario = run.verdict.reasons.emplace_back("x\x1b[31my");
  run.totals.errors["a\rb"] = 1;
  CAF_CHECK(summary_text(run).find_first_of("\x1b\r") == std::string::npos);
  auto row = sample_row();
  row.redis = "\x1b[1A";
  CAF_CHECK(second_line(row).find('\x1b') == std::string::npos);
}
