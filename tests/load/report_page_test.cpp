#define CAF_SUITE report_page

#include "load/report/page/html_text.hpp"
#include "load/report/page/thinned_rows.hpp"
#include "load/report/report_page.hpp"
#include "tests/load/sample_run.hpp"

#include <caf/test/unit_test.hpp>

#include <regex>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

bool says(const std::string& page, const char* words) {
  return page.find(words) != std::string::npos;
}

std::size_t count(const std::string& page, const std::string& words) {
  std::size_t found = 0;
  for (auto i = page.find(words); i != std::string::npos; i = page.find(words, i + 1))
    ++found;
  return found;
}

} // namespace

CAF_TEST(verdict_and_thresholds_come_first_and_in_words) {
  const auto page = report_page(sample_run());
  const auto verdict = page.find("<strong>FAILED</strong>");
  const auto thresholds = page.find("<caption>Thresholds</caption>");
  CAF_CHECK(verdict < thresholds);
  CAF_CHECK(thresholds < page.find("<h2>Charts</h2>"));
  CAF_CHECK(says(page, "p99 to the reply is above 250 ms."));
  CAF_CHECK(says(page, "exceeded</td>"));
  CAF_CHECK(says(page, "passed</td>"));
  auto run = sample_run({1, 20, 1, false});
  CAF_CHECK(says(report_page(run), "<strong>PASSED</strong>"));
  run.verdict = {run_outcome::invalid, true, {}};
  CAF_CHECK(says(report_page(run), "<strong>INVALID, cut short</strong>"));
}

CAF_TEST(a_closed_model_is_named_so) {
  auto run = sample_run({1, 20, 1, false});
  CAF_CHECK(!says(report_page(run), "CLOSED"));
  run.settings.arrivals = arrival_model::closed;
  CAF_CHECK(says(report_page(run), "<dd>CLOSED: a slow node is sent less</dd>"));
}

CAF_TEST(every_chart_has_a_title_and_a_description) {
  const auto page = report_page(sample_run());
  CAF_CHECK_EQUAL(count(page, "<figure "), 5u);
  CAF_CHECK_EQUAL(count(page, "role=\"img\""), 5u);
  CAF_CHECK_EQUAL(count(page, "<desc id="), 5u);
}

CAF_TEST(faults_are_marked_in_every_chart_over_time_and_listed) {
  const auto page = report_page(sample_run());
  CAF_CHECK_EQUAL(count(page, "<title>Redis stopped</title>"), 4u);
  CAF_CHECK_EQUAL(count(page, ">Redis stopped</text>"), 4u);
  CAF_CHECK(says(page, "<th scope=\"row\">Redis stopped</th><td>2:00</td><td>2:30</td>"));
  CAF_CHECK(says(page, "x=\"40.00%\" y=\"32\" width=\"10.00%\""));
}

CAF_TEST(another_run_is_drawn_beneath_and_compared) {
  const auto run = sample_run({1, 60, 1, false});
  const auto twice = sample_run({1, 60, 2, false});
  CAF_CHECK(!says(report_page(run), "other run"));
  const auto page = report_page(twice, &run);
  CAF_CHECK(says(page, "p99, other run"));
  CAF_CHECK_EQUAL(count(page, "class=\"line p99 other\""), 4u); // two curves, two legends
  CAF_CHECK(
      std::regex_search(page, std::regex{"reply, service time, p50</th><td>[^<]*</td><td>[^<]*"
                                         "</td><td>(2.00|1.99|2.01)x</td>"}));
}

CAF_TEST(no_run_makes_a_page_of_500_kb) {
  auto hour = sample_run({1, 3600, 1, true});
  const auto other = sample_run({2, 3600, 2, true});
  CAF_CHECK(report_page(hour, &other).size() < 300'000);
  for (int i = 0; i < 20'000; ++i) {
    hour.faults.push_back({1s * i, std::nullopt, std::string(4000, '<')});
    hour.verdict.reasons.emplace_back(4000, '"');
    hour.thresholds.push_back({std::string(4000, '&'), "ms", 1, 2, false});
    hour.totals.errors[std::to_string(i) + std::string(4000, '\'')] = 1;
    hour.seconds.push_back(hour.seconds[static_cast<std::size_t>(i)]);
    hour.seconds.back().redis.assign(4000, '<');
  }
  const auto page = report_page(hour, &other);
  CAF_CHECK(page.size() < 500'000);
  CAF_CHECK(says(page, ">and 19981 more</li>"));
  CAF_CHECK_EQUAL(count(page, ">and 19941 more</th>"), 1u);
}

CAF_TEST(texts_from_outside_are_escaped) {
  auto run = sample_run({1, 20, 1, true});
  const std::string attack = "<script>alert('1')</script>\"";
  run.settings = {attack, arrival_model::poisson, 1, 1, 0s, 1s, attack, attack};
  run.tool_version = run.faults.front().label = run.seconds.front().redis = attack;
  run.verdict.reasons = {attack};
  run.thresholds.push_back({attack, attack, 0, 0, true});
  run.totals.errors[attack] = 1;
  const auto page = report_page(run, &run);
  CAF_CHECK_EQUAL(count(page, "<script"), 0u);
  CAF_CHECK_EQUAL(count(page, "')"), 0u);
  CAF_CHECK(count(page, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;") > 20);
}

CAF_TEST(html_text_is_safe_in_any_place) {
  CAF_CHECK_EQUAL(html_text("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  CAF_CHECK_EQUAL(html_text(std::string{"a\0b\x1b\xff", 5}), "a\xef\xbf\xbd"
                                                             "b\xef\xbf\xbd\xef\xbf\xbd");
  CAF_CHECK_EQUAL(html_text("\xd7\xa9\xd7\xa9", 3), "\xd7\xa9\xe2\x80\xa6");
}

CAF_TEST(the_page_asks_for_nothing) {
  const auto page = report_page(sample_run());
  for (const auto* loader : {"<script", "<img", "src=", "@import", "url(", "<iframe", "<object"})
    CAF_CHECK(!says(page, loader));
  CAF_CHECK_EQUAL(count(page, "href="), 1u); // an icon without content
  CAF_CHECK(says(page, "content=\"default-src 'none'; style-src 'unsafe-inline'"));
}

CAF_TEST(a_run_without_anything_makes_a_page) {
  const run_report nothing;
  const auto page = report_page(nothing, &nothing);
  CAF_CHECK(says(page, "</html>"));
  CAF_CHECK(!says(page, "nan"));
  CAF_CHECK(!says(page, "inf"));
}

CAF_TEST(thinned_rows_keep_what_was_worst) {
  std::vector<second_row> rows(7);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    rows[i].elapsed = std::chrono::seconds{i + 1};
    rows[i].achieved = static_cast<double>(i);
    rows[i].response.p99 = i == 1 ? 900us : 5us;
    rows[i].errors["timeout"] = i;
  }
  const auto thin = thinned(rows, 3);
  CAF_REQUIRE_EQUAL(thin.size(), 3u);
  CAF_CHECK_EQUAL(group_size(7, 3), 3u);
  CAF_CHECK_EQUAL(thin[0].elapsed.count(), 3000);
  CAF_CHECK_EQUAL(thin[0].achieved, 1.0);
  CAF_CHECK_EQUAL(thin[0].response.p99.count(), 900);
  CAF_CHECK_EQUAL(thin[1].errors.at("timeout"), 3u + 4u + 5u);
  CAF_CHECK_EQUAL(thin[2].achieved, 6.0);
  CAF_CHECK(thinned(rows, 7) == rows);
  CAF_CHECK(thinned({}, 3).empty());
}
