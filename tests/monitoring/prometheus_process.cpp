#include "tests/monitoring/prometheus_process.hpp"

#include "net/http/http_client.hpp"
#include "net/http/url.hpp"
#include "tests/support/shipped_file.hpp"

#include <cmath>
#include <fstream>
#include <limits>
#include <regex>
#include <stdexcept>

namespace quickbooking {

namespace {

using nlohmann::json;

std::string here(std::uint16_t port) { return "127.0.0.1:" + std::to_string(port); }

std::string configuration(const std::array<std::uint16_t, 3>& nodes) {
  auto text = shipped_file("cluster-config/prometheus/prometheus.yml");
  replace_all(text, "scrape_interval: 15s", "scrape_interval: 300ms");
  replace_all(text, "evaluation_interval: 15s", "evaluation_interval: 300ms");
  for (std::size_t i = 0; i < nodes.size(); ++i)
    replace_all(text, '"' + here(static_cast<std::uint16_t>(3001 + i)) + '"',
                '"' + here(nodes[i]) + '"');
  return text;
}

std::string alerts() {
  return std::regex_replace(shipped_file("cluster-config/prometheus/alerts.yml"),
                            std::regex{"        for: [0-9]+[mh]\n"}, "        for: 1s\n");
}

} // namespace

prometheus_process::prometheus_process(const std::array<std::uint16_t, 3>& nodes) {
  std::ofstream{dir_.file("prometheus.yml")} << configuration(nodes);
  std::ofstream{dir_.file("alerts.yml")} << alerts();
  process_ = std::make_unique<child_process>(
      std::vector<std::string>{"prometheus", "--config.file=" + dir_.file("prometheus.yml"),
                               "--storage.tsdb.path=" + dir_.file("data"),
                               "--web.listen-address=" + here(port_.number()), "--log.level=warn"},
      child_process::options{{}, dir_.file("output")});
  const auto is_ready = [this] {
    return http_client{"http://" + here(port_.number())}.get("/-/ready").status == 200;
  };
  if (!eventually([&] { return !process_->is_running() || is_ready(); }, std::chrono::seconds{30})
      || !process_->is_running())
    throw std::runtime_error{"prometheus does not start: " + file_text(dir_.file("output"))};
}

json prometheus_process::ask(const std::string& target) const {
  const auto answer = http_client{"http://" + here(port_.number())}.get("/api/v1/" + target);
  auto body = json::parse(answer.body, nullptr, false);
  return body.is_object() && body.value("status", "") == "success" ? body["data"] : json{};
}

json prometheus_process::query(const std::string& expression) const {
  const auto data = ask("query?query=" + percent_encode(expression));
  return data.is_object() ? data["result"] : json{};
}

double prometheus_process::value(const std::string& expression) const {
  const auto series = query(expression);
  return series.size() == 1 ? std::stod(series[0]["value"][1].get<std::string>())
                            : std::numeric_limits<double>::quiet_NaN();
}

std::vector<json> prometheus_process::rules() const {
  std::vector<json> out;
  const auto data = ask("rules?type=alert");
  if (!data.is_object())
    return out;
  for (auto& group : data.value("groups", json::array()))
    for (auto& rule : group["rules"])
      out.push_back(rule);
  return out;
}

std::vector<std::string> prometheus_process::states(const std::string& alert) const {
  std::vector<std::string> out;
  for (auto& rule : rules())
    if (rule["name"] == alert)
      for (auto& each : rule["alerts"])
        out.push_back(each["state"]);
  return out;
}

} // namespace quickbooking
