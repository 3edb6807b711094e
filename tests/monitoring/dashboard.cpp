#include "tests/monitoring/dashboard.hpp"

#include "tests/support/shipped_file.hpp"

#include <boost/algorithm/string/replace.hpp>

#include <regex>

namespace quickbooking {

using nlohmann::json;

json shipped_dashboard() {
  return json::parse(shipped_file("cluster-config/grafana/quickbooking.json"));
}

std::vector<json> panels_of(const json& dashboard) {
  std::vector<json> out;
  for (auto& panel : dashboard.at("panels"))
    if (panel.at("type") != "row")
      out.push_back(panel);
  return out;
}

std::vector<std::string> expressions_of(const json& panel) {
  std::vector<std::string> out;
  for (auto& target : panel.at("targets")) {
    auto expression = target.at("expr").get<std::string>();
    boost::replace_all(expression, "$node", ".*");
    boost::replace_all(expression, "$__rate_interval", "1m");
    out.push_back(expression);
  }
  return out;
}

/// Our figures, those of the process and Prometheus' own `up`.
std::vector<std::string> series_read_by(const std::string& expression) {
  static const std::regex series{R"(\b((quickbooking|process)_[a-z0-9_]+|up)\b(\{[^}]*\})?)"};
  std::vector<std::string> out;
  for (std::sregex_iterator at{expression.begin(), expression.end(), series}, end; at != end; ++at)
    out.push_back(at->str());
  return out;
}

} // namespace quickbooking
