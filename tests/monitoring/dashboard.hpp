#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace quickbooking {

// What is in cluster-config/grafana/quickbooking.json.

/// The file. Throws nlohmann's exceptions if it is no JSON.
nlohmann::json shipped_dashboard();

/// Its panels, but for the rows that part them.
std::vector<nlohmann::json> panels_of(const nlohmann::json& dashboard);

/// The PromQL of a panel, with Grafana's variables replaced as Grafana does when all is chosen.
std::vector<std::string> expressions_of(const nlohmann::json& panel);

/// What an expression reads: `name` or `name{labels}`, without ranges.
std::vector<std::string> series_read_by(const std::string& expression);

} // namespace quickbooking
