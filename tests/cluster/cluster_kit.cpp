#include "tests/cluster/cluster_kit.hpp"

#include "tests/support/certificate_authority.hpp"

#include <fstream>
#include <map>

namespace quickbooking {

namespace {

using nlohmann::json;

/// A certificate for each name, made once.
json tls_of(const std::string& node) {
  static certificate_authority authority;
  static std::map<std::string, certificate_authority::certificate> issued;
  if (!issued.contains(node))
    issued[node] = authority.issue("DNS:" + node);
  const auto& shown = issued[node];
  return {
      {"caFile", authority.file()}, {"certificateFile", shown.file}, {"keyFile", shown.key_file}};
}

} // namespace

private_postgres& shared_postgres() {
  static private_postgres server;
  return server;
}

json cluster_node_config(const std::string& node, const std::string& database) {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/three-nodes/" + node + ".json"};
  auto config = json::parse(file);
  for (auto key : {"listen", "redis", "catalog", "archive", "graph"})
    config.erase(key);
  config["database"] = shared_postgres().url(database);
  auto& cluster = config["cluster"];
  cluster["listen"]["port"] = 0;
  cluster.erase("advertise");
  cluster["tls"] = tls_of(node);
  return config;
}

std::string database_secret() {
  return "QUICKBOOKING_DATABASE_PASSWORD=" + std::string{private_postgres::password};
}

} // namespace quickbooking
