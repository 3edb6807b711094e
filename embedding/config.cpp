#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "actors/protocol.hpp"
#include "actors/scheduling/scheduler.hpp"
#include "embedding/turn_translation.hpp"
#include "net/redis/sentinels.hpp"

#include <quickbooking/config.hpp>

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace quickbooking {

namespace {

using nlohmann::json;

caf::error refuse(std::string what) {
  return to_error(service_errc::invalid_configuration, {"invalid_config", std::move(what)});
}

caf::expected<std::string> read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file)
    return refuse("cannot read " + path);
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

/// Puts `HOST:PORT` under these keys of a group.
bool put_address(json& root, const char* group, const char* host, const std::string& text) {
  const auto address = parse_host_and_port(text);
  if (!address)
    return false;
  root[group][host] = address->host;
  root[group]["port"] = address->port;
  return true;
}

/// A path from the host's folder stands there, whatever folder the configuration is in.
std::string from_here(const std::string& path) { return std::filesystem::absolute(path).string(); }

} // namespace

void configure(caf::actor_system_config& config) {
  config.add_message_types<caf::id_block::quickbooking>();
  config.add_message_types<caf::id_block::quickbooking_outbox>();
  config.add_message_types<caf::id_block::quickbooking_cluster>();
  config.add_message_types<caf::id_block::quickbooking_embedding>();
}

void tune_scheduler(caf::actor_system_config& config, std::size_t threads) {
  set_up_scheduler(config, threads);
}

void load_links(caf::actor_system_config& config) { load_basp(config); }

caf::expected<service_options> read_settings(const service_settings& from) {
  service_options out;
  json root = json::object();
  if (!from.config_file.empty()) {
    auto text = read_file(from.config_file);
    if (!text)
      return text.error();
    root = json::parse(*text, nullptr, false, true);
    if (!root.is_object())
      return refuse(from.config_file + " is not a JSON object");
    out.folder = std::filesystem::absolute(from.config_file).parent_path().string();
  }
  if (!from.catalog_file.empty()) {
    auto text = read_file(from.catalog_file);
    if (!text)
      return text.error();
    out.catalog = std::move(*text);
    root.erase("catalog");
  }
  out.sessions_in_memory = from.redis == "memory";
  if (!from.redis.empty() && !out.sessions_in_memory
      && !put_address(root, "redis", "host", from.redis))
    return refuse("quickbooking.redis: '" + from.redis + "' is neither HOST:PORT nor memory");
  if (from.listen == "none")
    root.erase("listen");
  else if (!from.listen.empty() && !put_address(root, "listen", "address", from.listen))
    return refuse("quickbooking.listen: '" + from.listen + "' is neither ADDRESS:PORT nor none");
  if (!from.database.empty())
    root["database"]
        = from.database.starts_with("postgresql:") ? from.database : from_here(from.database);
  if (!from.archive_file.empty())
    root["archive"]["file"] = from_here(from.archive_file);
  out.configuration = root.dump();
  return out;
}

} // namespace quickbooking
