#include "actors/config/node_config.hpp"

#include "actors/database/postgres.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <set>
#include <vector>

namespace quickbooking {

namespace {

using json = nlohmann::json;

/// Thrown and caught in this file only: the first thing that is wrong ends the reading.
struct bad_config {
  std::string message;
};

/// One object of the file. Remembers which keys were asked for, so that a misspelt one is not
/// silently ignored.
class group {
public:
  group(const json& parent, const std::string& path, const std::string& name)
      : path_(path.empty() ? name : path + "." + name) {
    auto found = parent.find(name);
    if (found == parent.end())
      return;
    if (!found->is_object())
      throw bad_config{path_ + " must be an object"};
    value_ = *found;
  }

  explicit group(const json& root) : value_(root) {}

  bool has(const std::string& key) const { return value_.contains(key); }

  std::string text(const std::string& key, std::string otherwise) {
    auto found = look_up(key);
    if (!found)
      return otherwise;
    if (!found->is_string())
      throw bad_config{name_of(key) + " must be a string"};
    return found->get<std::string>();
  }

  bool flag(const std::string& key, bool otherwise) {
    auto found = look_up(key);
    if (found && !found->is_boolean())
      throw bad_config{name_of(key) + " must be true or false"};
    return found ? found->get<bool>() : otherwise;
  }

  std::vector<std::string> texts(const std::string& key) {
    auto found = look_up(key);
    if (!found)
      return {};
    if (!found->is_array() || !std::all_of(found->begin(), found->end(), is_text))
      throw bad_config{name_of(key) + " must be an array of strings"};
    return found->get<std::vector<std::string>>();
  }

  template <class T>
  T number(const std::string& key, T otherwise, T least, T most) {
    auto found = look_up(key);
    if (!found)
      return otherwise;
    if (!found->is_number_integer() || found->get<std::int64_t>() < static_cast<std::int64_t>(least)
        || found->get<std::int64_t>() > static_cast<std::int64_t>(most))
      throw bad_config{name_of(key) + " must be an integer from " + std::to_string(least) + " to "
                       + std::to_string(most)};
    return found->get<T>();
  }

  group sub(const std::string& key) {
    asked_.insert(key);
    return {value_, path_, key};
  }

  json any(const std::string& key) {
    auto found = look_up(key);
    return found ? *found : json::object();
  }

  /// To be called once all keys were asked for.
  void refuse_others() const {
    for (auto& [key, value] : value_.items())
      if (!asked_.contains(key))
        throw bad_config{name_of(key) + " is not a known key"};
  }

private:
  static bool is_text(const json& x) { return x.is_string(); }

  const json* look_up(const std::string& key) {
    asked_.insert(key);
    auto found = value_.find(key);
    return found == value_.end() ? nullptr : &*found;
  }

  std::string name_of(const std::string& key) const {
    return path_.empty() ? key : path_ + "." + key;
  }

  json value_ = json::object();
  std::string path_;
  std::set<std::string> asked_;
};

std::string read_file(const std::string& path, const std::string& what) {
  std::ifstream file{path, std::ios::binary};
  if (!file)
    throw bad_config{what + ": cannot read " + path};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string absolute(const std::string& folder, const std::string& path) {
  return path.empty() ? path : (std::filesystem::path{folder} / path).lexically_normal().string();
}

/// A secret from the environment, or from the file that the environment names.
std::string secret(const environment& env, const std::string& name) {
  if (auto value = env(name); !value.empty())
    return value;
  auto path = env(name + "_FILE");
  if (path.empty())
    return {};
  auto text = read_file(path, name + "_FILE");
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
    text.pop_back();
  return text;
}

/// Replaces each ${NAME} by that variable's value. For keys in which nodes that share one file
/// differ.
std::string expand(const environment& env, const std::string& text, const std::string& key) {
  std::string out;
  std::size_t done = 0;
  for (auto at = text.find("${"); at != std::string::npos; at = text.find("${", done)) {
    const auto end = text.find('}', at);
    if (end == std::string::npos)
      throw bad_config{key + ": '" + text + "' has ${ without }"};
    const auto name = text.substr(at + 2, end - at - 2);
    const auto value = env(name);
    if (value.empty())
      throw bad_config{key + ": the environment variable " + name + " is not set"};
    out += text.substr(done, at - done) + value;
    done = end + 1;
  }
  return out + text.substr(done);
}

void read_listen(group x, node_options& out) {
  out.address = x.text("address", out.address);
  out.port = x.number<std::uint16_t>("port", 3000, 0, 65535);
  x.refuse_others();
}

void read_sentinels(group& x, sentinel_options& out) {
  out.master = x.text("master", {});
  auto username = x.text("sentinelUsername", {});
  for (auto& text : x.texts("sentinels")) {
    auto sentinel = parse_host_and_port(text);
    if (!sentinel)
      throw bad_config{"redis.sentinels: " + sentinel.error().message};
    sentinel->username = username;
    out.sentinels.push_back(std::move(*sentinel));
  }
  if (out.sentinels.empty() != out.master.empty())
    throw bad_config{"redis.sentinels and redis.master need each other"};
}

std::optional<redis_tls> read_tls(group& x, const std::string& folder) {
  redis_tls out{absolute(folder, x.text("caFile", {})),
                absolute(folder, x.text("certificateFile", {})),
                absolute(folder, x.text("keyFile", {}))};
  auto wanted = x.flag("tls", false);
  if (!wanted && !(out.ca_file + out.certificate_file + out.key_file).empty())
    throw bad_config{"redis.caFile, certificateFile and keyFile need redis.tls"};
  if (out.certificate_file.empty() != out.key_file.empty())
    throw bad_config{"redis.certificateFile and redis.keyFile need each other"};
  return wanted ? std::optional{std::move(out)} : std::nullopt;
}

void read_cluster(group& x, store_options& out) {
  for (auto& text : x.texts("cluster")) {
    auto node = parse_host_and_port(text);
    if (!node)
      throw bad_config{"redis.cluster: " + node.error().message};
    out.cluster.push_back({node->host, node->port});
  }
}

/// One server, sentinels, or the nodes of a cluster.
void refuse_mixed_redis(const group& x, const store_options& read) {
  const auto is_sentinel = !read.sentinels.sentinels.empty();
  const auto is_cluster = !read.cluster.empty();
  if (is_sentinel && is_cluster)
    throw bad_config{"redis.cluster and redis.sentinels exclude each other"};
  if (is_sentinel && !read.where.unix_path.empty())
    throw bad_config{"redis.unixPath and redis.sentinels exclude each other"};
  if (!is_cluster)
    return;
  for (auto key : {"host", "port"})
    if (x.has(key))
      throw bad_config{std::string{"redis.cluster and redis."} + key + " exclude each other"};
  if (!read.where.unix_path.empty())
    throw bad_config{"redis.cluster and redis.unixPath exclude each other"};
  if (read.where.database != 0)
    throw bad_config{"redis.database must be 0 with redis.cluster: a cluster has no other"};
}

void read_redis(group x, store_options& out, const std::string& folder) {
  out.where.host = x.text("host", out.where.host);
  out.where.port = x.number<std::uint16_t>("port", out.where.port, 1, 65535);
  out.where.unix_path = x.text("unixPath", {});
  out.where.username = x.text("username", {});
  out.where.database = x.number<int>("database", 0, 0, 15);
  out.where.tls = read_tls(x, folder);
  read_sentinels(x, out.sentinels);
  for (auto& sentinel : out.sentinels.sentinels)
    sentinel.tls = out.where.tls;
  read_cluster(x, out);
  refuse_mixed_redis(x, out);
  x.refuse_others();
}

registered_node read_node(const std::string& text, const std::string& key) {
  auto at = text.find('@');
  auto address = parse_host_and_port(std::string_view{text}.substr(at + 1));
  registered_node out{text.substr(0, at), {}, 0};
  if (at == std::string::npos || !is_peer_name(out.name) || !address)
    throw bad_config{key + ": '" + text + "' is not NODE@HOST:PORT"};
  out.host = address->host;
  out.port = address->port;
  return out;
}

std::string check_name(std::string name, const std::string& key) {
  if (!is_peer_name(name))
    throw bad_config{"cluster." + key
                     + " must be 1 to 64 lower-case letters, digits, dots or dashes"};
  return name;
}

std::optional<peer_tls> read_peer_tls(group x, const std::string& folder) {
  peer_tls out{absolute(folder, x.text("caFile", {})),
               absolute(folder, x.text("certificateFile", {})),
               absolute(folder, x.text("keyFile", {}))};
  x.refuse_others();
  auto given = !out.ca_file.empty() + !out.certificate_file.empty() + !out.key_file.empty();
  if (given != 0 && given != 3)
    throw bad_config{"cluster.tls needs caFile, certificateFile and keyFile"};
  return given == 3 ? std::optional{std::move(out)} : std::nullopt;
}

/// Who can link to a node can have it do anything, so without TLS there is only this machine.
void check_exposure(const peer_options& x) {
  if (!x.tls && !x.address.starts_with("127.") && x.address != "::1")
    throw bad_config{"cluster.listen.address " + x.address + " needs cluster.tls"};
}

void read_cluster(group x, node_options& out, const std::string& folder, const environment& env) {
  auto& made = out.cluster.emplace();
  const auto node = expand(env, x.text("node", {}), "cluster.node");
  made.links.cluster = made.members.cluster = check_name(x.text("name", "quickbooking"), "name");
  made.links.node = made.members.self.name = check_name(node, "node");
  auto listen = x.sub("listen");
  made.links.address = listen.text("address", made.links.address);
  made.links.port = listen.number<std::uint16_t>("port", 7100, 0, 65535);
  listen.refuse_others();
  made.links.tls = read_peer_tls(x.sub("tls"), folder);
  check_exposure(made.links);
  made.members.self.host = made.links.address;
  made.members.self.port = made.links.port;
  if (auto given = expand(env, x.text("advertise", {}), "cluster.advertise"); !given.empty())
    made.members.self = read_node(made.links.node + "@" + given, "cluster.advertise");
  for (auto& text : x.texts("peers"))
    made.members.known.push_back(read_node(text, "cluster.peers"));
  made.members.lease = std::chrono::seconds{x.number<int>("leaseSeconds", 5, 2, 3600)};
  x.refuse_others();
  if (!is_postgres_url(out.database))
    throw bad_config{"cluster needs a database that its nodes share: postgresql://..."};
}

void read_snapshots(group x, node_options& out) {
  constexpr std::size_t most = 256 * 1024;
  out.pack_above = x.number<std::size_t>("packAbove", 0, 0, most);
  x.refuse_others();
}

void read_graph(group x, node_options& out, const std::string& folder) {
  out.graph.base_url = x.text("baseUrl", out.graph.base_url);
  out.graph.version = x.text("version", out.graph.version);
  out.graph.ca_file = absolute(folder, x.text("caFile", {}));
  out.outbox.messages_per_second = x.number<int>("messagesPerSecond", 80, 1, 1000);
  x.refuse_others();
}

void read_log(group x, node_config& out, const std::string& folder) {
  static const std::set<std::string> levels{"trace", "debug", "info", "warn", "error"};
  out.log_level = x.text("level", out.log_level);
  if (!levels.contains(out.log_level))
    throw bad_config{"log.level must be trace, debug, info, warn or error"};
  out.log_file = absolute(folder, x.text("file", {}));
  x.refuse_others();
}

void read_demo(group x, front_door_options& out, const std::string& folder) {
  out.demo_page = absolute(folder, x.text("page", {}));
  out.demo_settings = x.any("settings").dump();
  x.refuse_others();
}

void read_secrets(const environment& env, node_options& out) {
  out.door.app_secret = secret(env, "QUICKBOOKING_APP_SECRET");
  out.door.verify_token = secret(env, "QUICKBOOKING_VERIFY_TOKEN");
  out.door.api_token = secret(env, "QUICKBOOKING_API_TOKEN");
  out.outbox.default_token = secret(env, "QUICKBOOKING_GRAPH_TOKEN");
  out.store.where.password = secret(env, "QUICKBOOKING_REDIS_PASSWORD");
  out.database_password = secret(env, "QUICKBOOKING_DATABASE_PASSWORD");
  auto sentinel_password = secret(env, "QUICKBOOKING_SENTINEL_PASSWORD");
  for (auto& sentinel : out.store.sentinels.sentinels)
    sentinel.password = sentinel_password;
  if (out.door.app_secret.empty() && out.listens)
    throw bad_config{"QUICKBOOKING_APP_SECRET is not set: no webhook could be trusted"};
}

/// A file or a PostgreSQL URL.
std::string read_database(const std::string& text, const std::string& folder) {
  if (!is_postgres_url(text))
    return absolute(folder, text);
  if (auto checked = check_postgres_url(text); !checked)
    throw bad_config{"database " + checked.error().message};
  return text;
}

/// Beside the bookings, unless a place is named; beside this configuration if the bookings are no
/// file.
void read_archive(group x, node_options& out, const std::string& folder) {
  const auto is_file = !is_postgres_url(out.database);
  auto beside = std::filesystem::path{is_file ? out.database : "bookings.sqlite"};
  if (!beside.empty())
    beside.replace_filename(beside.stem().string() + "-archive" + beside.extension().string());
  out.archive_file = absolute(folder, x.text("file", beside.string()));
  out.archive.interval = std::chrono::seconds{x.number<int>("backupSeconds", 10, 0, 3600)};
  x.refuse_others();
}

catalog_ptr parse_salons(std::string_view text, const std::string& name) {
  auto salons = catalog::parse(text);
  if (!salons)
    throw bad_config{name + ": " + salons.error().message};
  return std::make_shared<const catalog>(std::move(*salons));
}

catalog_ptr read_salons(group& top, const std::string& folder) {
  auto file = absolute(folder, top.text("catalog", {}));
  if (file.empty())
    throw bad_config{"catalog is missing: the file that describes the salons"};
  return parse_salons(read_file(file, "catalog"), "catalog " + file);
}

/// What a node is made of, wherever it runs.
void read_node_options(group& top, node_options& out, const std::string& folder,
                       const environment& env) {
  read_listen(top.sub("listen"), out);
  read_redis(top.sub("redis"), out.store, folder);
  read_snapshots(top.sub("snapshots"), out);
  read_graph(top.sub("graph"), out, folder);
  out.database = read_database(top.text("database", {}), folder);
  read_archive(top.sub("archive"), out, folder);
  if (top.has("cluster"))
    read_cluster(top.sub("cluster"), out, folder, env);
  out.idle_release = std::chrono::seconds{top.number<int>("idleReleaseSeconds", 60, 1, 86400)};
  out.max_sessions = top.number<std::size_t>("maxSessionsInMemory", 100'000, 1, 10'000'000);
  auto pace = top.number<int>("customerMessagesPerSecond", 20, 1, 10'000);
  out.customer_pace = {5 * pace, std::chrono::nanoseconds{std::chrono::seconds{1}} / pace};
  read_secrets(env, out);
}

node_config read_all(const json& root, const std::string& folder, const environment& env) {
  node_config out;
  group top{root};
  read_node_options(top, out.node, folder, env);
  out.node.salons = read_salons(top, folder);
  read_log(top.sub("log"), out, folder);
  read_demo(top.sub("demo"), out.node.door, folder);
  out.threads = top.number<std::size_t>("threads", 0, 0, 256);
  out.spare_turns = top.flag("spareTurns", true);
  top.refuse_others();
  return out;
}

node_options read_embedded(const json& root, const std::string& folder, const environment& env,
                           std::string_view catalog_text) {
  node_options out;
  group top{root};
  out.listens = top.has("listen");
  read_node_options(top, out, folder, env);
  out.salons
      = catalog_text.empty() ? read_salons(top, folder) : parse_salons(catalog_text, "catalog");
  top.refuse_others();
  out.sends = !out.outbox.default_token.empty();
  return out;
}

template <class Read>
auto parse(std::string_view text, Read read) -> result<decltype(read(json{}))> {
  auto root = json::parse(text, nullptr, false, true);
  if (!root.is_object())
    return fail("invalid_config", "the configuration is not a JSON object");
  try {
    return read(root);
  } catch (const bad_config& problem) {
    return fail("invalid_config", problem.message);
  }
}

} // namespace

std::string process_environment(std::string_view name) {
  const auto value = std::getenv(std::string{name}.c_str());
  return value ? value : std::string{};
}

result<node_config> parse_node_config(std::string_view text, const std::string& folder,
                                      const environment& env) {
  return parse(text, [&](const json& root) { return read_all(root, folder, env); });
}

result<node_options> parse_embedded_config(std::string_view text, const std::string& folder,
                                           const environment& env, std::string_view catalog_text) {
  return parse(text,
               [&](const json& root) { return read_embedded(root, folder, env, catalog_text); });
}

} // namespace quickbooking
