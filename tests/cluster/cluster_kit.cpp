#include "tests/cluster/cluster_kit.hpp"

#include <fstream>
#include <map>

namespace quickbooking {

namespace {

using nlohmann::json;

certificate_authority& shared_authority() {
  static certificate_authority authority;
  return authority;
}

json tls_of(const std::string& node) {
  const auto shown = cluster_certificate(node);
  return {{"caFile", cluster_authority()},
          {"certificateFile", shown.file},
          {"keyFile", shown.key_file}};
}

} // namespace

std::string cluster_authority() { return shared_authority().file(); }

certificate_authority::certificate cluster_certificate(const std::string& name) {
  static std::map<std::string, certificate_authority::certificate> issued;
  if (!issued.contains(name))
    issued[name] = shared_authority().issue("DNS:" + name);
  return issued[name];
}

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
