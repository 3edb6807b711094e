#include "load/report/report_page.hpp"

#include "load/report/figure_text.hpp"
#include "load/report/page/html_text.hpp"
#include "load/report/page/page_style.hpp"
#include "load/report/page/page_tables.hpp"
#include "load/report/page/run_charts.hpp"
#include "load/report/page/thinned_rows.hpp"
#include "load/report/run_words.hpp"

#include <fmt/format.h>

namespace quickbooking {

namespace {

constexpr std::size_t most_reasons = 20;

/// Nothing may be loaded, from wherever: the browser sees to it.
constexpr auto head = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{0}: {1}</title>
<style>{2}</style>
</head>
<body>
)";

constexpr auto terms = R"(<footer class="quiet">
<p><b>From the intended time</b>: from the moment at which the schedule had the message, so that
time in which the load tool could not send counts. <b>Service time</b>: from the moment of sending.</p>
<p><b>p99</b>: 99 % of the messages took at most this long. Latencies are told at most 0.1 % too high.</p>
</footer>
</body>
</html>
)";

std::string section(const char* title, const std::string& content) {
  return fmt::format("<section><h2>{}</h2>\n{}</section>\n", title, content);
}

std::string verdict(const run_report& run) {
  auto out = fmt::format("<section class=\"verdict {}\" aria-label=\"Verdict\"><strong>{}</strong>",
                         to_string(run.verdict.outcome), verdict_words(run.verdict));
  out += fmt::format("<p>{}</p><ul>", html_text(verdict_meaning(run.verdict)));
  for (std::size_t i = 0; i < std::min(run.verdict.reasons.size(), most_reasons); ++i)
    out += "<li>" + html_text(run.verdict.reasons[i]) + "</li>";
  if (run.verdict.reasons.size() > most_reasons)
    out += fmt::format("<li>and {} more</li>", run.verdict.reasons.size() - most_reasons);
  return out + "</ul></section>\n";
}

std::string facts(const run_report& run) {
  std::string out = "<dl>";
  for (const auto& [name, value] : setting_words(run))
    out += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", html_text(name), html_text(value));
  return out + "</dl>\n";
}

std::string thinning_note(const run_report& run) {
  const auto group = group_size(run.seconds.size(), most_points);
  return group <= 1 ? ""
                    : fmt::format("<p class=\"quiet\">A point stands for {} seconds: the mean of "
                                  "rates and errors, the highest of latencies.</p>\n",
                                  group);
}

std::string figures(const run_report& run) {
  return latency_table(run)
         + "<p class=\"quiet\">In brackets: how many messages took longer.</p>\n<div "
           "class=\"columns\">"
         + count_table(run) + "<div>" + error_table(run) + fault_table(run) + "</div></div>\n";
}

} // namespace

std::string report_page(const run_report& run, const run_report* other) {
  const auto name = html_text(run.settings.scenario);
  auto out = fmt::format(head, verdict_words(run.verdict), name, page_style);
  out += fmt::format("<header><h1>Load test: {}</h1></header>\n<main>\n", name);
  out += verdict(run) + "<div class=\"columns\">" + threshold_table(run) + facts(run) + "</div>\n";
  out += section("Charts", thinning_note(run) + "<div class=\"charts\">\n" + run_charts(run, other)
                               + "</div>\n");
  if (other)
    out += section("Comparison", comparison_table(run, *other));
  out += section("Figures", figures(run));
  out += "<details><summary>The charts' figures as a table</summary>\n" + course_table(run)
         + "</details>\n</main>\n";
  return out + terms;
}

} // namespace quickbooking
