#define CAF_SUITE monitoring_files

// What can be seen of the files without a node.

#include "tests/monitoring/dashboard.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/shipped_file.hpp"

#include <boost/algorithm/string/case_conv.hpp>
#include <caf/test/unit_test.hpp>

#include <regex>
#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

/// What the first group of a pattern finds in a text, each time.
std::vector<std::string> found(const std::string& text, const std::string& pattern) {
  const std::regex each{pattern};
  std::vector<std::string> out;
  for (std::sregex_iterator at{text.begin(), text.end(), each}, end; at != end; ++at)
    out.push_back((*at)[1]);
  return out;
}

std::vector<std::string> alerts() {
  return found(shipped_file("cluster-config/prometheus/alerts.yml"), "- alert: (\\w+)\n");
}

/// promtool's verdict on a file of cluster-config/prometheus.
void check_with_promtool(const std::string& what, const std::string& kind,
                         const std::string& file) {
  temp_dir dir;
  child_process tool{
      {"promtool", what, kind, QUICKBOOKING_SOURCE_DIR "/cluster-config/prometheus/" + file},
      {{}, dir.file("said")}};
  if (tool.wait_for(30s).value_or(-1) != 0)
    CAF_ERROR(file_text(dir.file("said")));
}

} // namespace

// -- alerts ---

CAF_TEST(promtool_finds_nothing_wrong_with_the_configuration_and_the_rules) {
  check_with_promtool("check", "config", "prometheus.yml");
  check_with_promtool("check", "rules", "alerts.yml");
}

CAF_TEST(every_alert_fires_when_it_should_and_only_then) {
  check_with_promtool("test", "rules", "alerts_test.yml");
}

CAF_TEST(every_alert_has_a_case_that_fires_and_one_that_does_not) {
  const auto cases = shipped_file("cluster-config/prometheus/alerts_test.yml");
  CAF_CHECK(alerts().size() >= 20);
  for (auto& alert : alerts()) {
    CAF_CHECK_EQUAL(found(cases, "alertname: (" + alert + "), exp_alerts: \\[\\]").size(), 1u);
    CAF_CHECK_EQUAL(
        found(cases, "alertname: (" + alert + ")\n +exp_alerts:\n +- exp_labels:").size(), 1u);
  }
}

// -- runbook ---

CAF_TEST(every_alert_has_its_section_in_the_runbook_and_every_section_its_alert) {
  CAF_CHECK(alerts() == found(shipped_file("docs/runbook.md"), "\n## (QuickBooking\\w+)\n"));
}

CAF_TEST(every_alert_names_its_section) {
  const auto links = found(shipped_file("cluster-config/prometheus/alerts.yml"),
                           "runbook_url: docs/runbook.md#(\\w+)\n");
  auto sections = alerts();
  for (auto& each : sections)
    boost::to_lower(each);
  CAF_CHECK(links == sections);
}

CAF_TEST(every_section_says_what_it_means_what_to_look_at_what_to_do_and_what_not) {
  const auto text = shipped_file("docs/runbook.md");
  for (auto& alert : alerts()) {
    const auto begin = text.find("## " + alert + "\n");
    CAF_REQUIRE(begin != std::string::npos);
    const auto section = text.substr(begin, text.find("\n## ", begin) - begin);
    for (auto part : {"**Customers**", "**Look**", "**Do**", "**Don't**"})
      if (section.find(part) == std::string::npos)
        CAF_ERROR(alert << " has no " << part);
  }
}

// -- dashboard ---

CAF_TEST(the_dashboard_is_one_that_grafana_can_import_beside_any_data_source) {
  const auto dashboard = shipped_dashboard();
  CAF_CHECK_EQUAL(dashboard["uid"], "quickbooking");
  CAF_CHECK(dashboard["schemaVersion"] >= 36);
  std::set<std::string> variables;
  for (auto& each : dashboard["templating"]["list"])
    variables.insert(each["name"].get<std::string>());
  CAF_CHECK((variables == std::set<std::string>{"datasource", "node"}));
  for (auto& panel : panels_of(dashboard))
    for (auto& target : panel["targets"])
      CAF_CHECK_EQUAL(target["datasource"]["uid"], "${datasource}");
}

CAF_TEST(every_panel_has_a_unit_an_id_and_a_place_of_its_own) {
  const auto dashboard = shipped_dashboard();
  std::set<int> ids;
  std::set<std::pair<int, int>> taken;
  for (auto& panel : dashboard["panels"]) {
    CAF_CHECK(ids.insert(panel["id"].get<int>()).second);
    auto& at = panel["gridPos"];
    CAF_CHECK(at["x"].get<int>() + at["w"].get<int>() <= 24);
    for (int x = at["x"]; x < at["x"].get<int>() + at["w"].get<int>(); ++x)
      for (int y = at["y"]; y < at["y"].get<int>() + at["h"].get<int>(); ++y)
        if (!taken.insert({x, y}).second)
          CAF_ERROR(panel["title"] << " covers another panel");
  }
  for (auto& panel : panels_of(dashboard))
    CAF_CHECK(!panel["fieldConfig"]["defaults"].value("unit", "").empty());
}

CAF_TEST(every_query_of_the_dashboard_is_for_the_chosen_nodes) {
  for (auto& panel : panels_of(shipped_dashboard()))
    for (auto& target : panel["targets"])
      for (auto& series : series_read_by(target["expr"]))
        if (series.find("instance=~\"$node\"") == std::string::npos)
          CAF_ERROR(panel["title"] << ": " << series);
}
