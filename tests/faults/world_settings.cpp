#include "tests/faults/world_settings.hpp"

namespace quickbooking::faults {

namespace {

constexpr const char* graph_token = "fault-graph-token";

constexpr int packed_above = 256;

} // namespace

meta_number demo_number() {
  return {"700800900100200", "12125550100", "1", "900100200300400", graph_token, 1000};
}

nlohmann::json node_config(const plan& x, const nlohmann::json& redis, std::uint16_t graph) {
  return {
      {"listen", {{"address", "127.0.0.1"}, {"port", 0}}},
      {"redis", redis},
      {"snapshots", {{"packAbove", x.packs_snapshots ? packed_above : 0}}},
      {"idleReleaseSeconds", x.releases_idle ? 1 : 60},
      {"archive", {{"backupSeconds", 1}}},
      {"catalog", QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"},
      {"graph",
       {{"baseUrl", "http://127.0.0.1:" + std::to_string(graph)}, {"messagesPerSecond", 1000}}}};
}

std::vector<std::string> secrets() {
  return {std::string{"QUICKBOOKING_APP_SECRET="} + world_app_secret,
          "QUICKBOOKING_VERIFY_TOKEN=fault-verify-token", "QUICKBOOKING_API_TOKEN=fault-api-token",
          std::string{"QUICKBOOKING_GRAPH_TOKEN="} + graph_token};
}

} // namespace quickbooking::faults
