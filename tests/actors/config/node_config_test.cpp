#define CAF_SUITE node_config

#include "actors/config/node_config.hpp"

#include <caf/test/unit_test.hpp>

#include <filesystem>
#include <fstream>

using namespace quickbooking;
using nlohmann::json;

namespace {

const std::string folder = QUICKBOOKING_SOURCE_DIR "/cluster-config";

std::string environment_of(std::string_view name) {
  if (name == "QUICKBOOKING_APP_SECRET")
    return "secret";
  if (name == "QUICKBOOKING_DATABASE_PASSWORD")
    return "database-password";
  if (name == "POD_NAME")
    return "quickbooking-0";
  if (name == "POD_IP")
    return "10.0.0.7";
  if (name == "DOMAIN")
    return "salon";
  return name == "QUICKBOOKING_SENTINEL_PASSWORD" ? "sentinel-password" : "";
}

result<node_config> parse_with(const std::string& key, const json& value) {
  json config{{"catalog", "demo-salon.json"}, {key, value}};
  return parse_node_config(config.dump(), folder, environment_of);
}

result<node_config> parse(const json& redis) { return parse_with("redis", redis); }

result<node_config> parse_cluster(const json& cluster) {
  json config{{"catalog", "demo-salon.json"},
              {"database", "postgresql://salon@10.0.0.4/salon"},
              {"cluster", cluster}};
  return parse_node_config(config.dump(), folder, environment_of);
}

std::string cluster_complaint(const json& cluster) {
  auto parsed = parse_cluster(cluster);
  return parsed ? std::string{} : parsed.error().message;
}

/// The message of the error; empty if there is none.
std::string complaint(const json& redis) {
  auto parsed = parse(redis);
  return parsed ? std::string{} : parsed.error().message;
}

} // namespace

CAF_TEST(the_files_that_are_shown_are_valid) {
  for (auto name :
       {"/one-node.json", "/one-node-sentinel.json", "/one-node-postgresql.json",
        "/one-node-redis-cluster.json", "/three-nodes/node-a.json", "/three-nodes/node-b.json",
        "/three-nodes/node-c.json", "/kubernetes/node.json"}) {
    std::ifstream file{folder + name};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto place = std::filesystem::path{folder + name}.parent_path().string();
    auto parsed = parse_node_config(text, place, environment_of);
    CAF_CHECK_EQUAL(parsed ? std::string{} : parsed.error().message, "");
  }
}

CAF_TEST(sentinels_are_read_with_their_user_password_and_encryption) {
  auto parsed = parse({{"sentinels", {"10.0.0.1:26379", "[::1]:26380"}},
                       {"master", "salon"},
                       {"sentinelUsername", "asker"},
                       {"tls", true},
                       {"caFile", "ca.pem"}});
  CAF_REQUIRE(parsed.has_value());
  auto& store = parsed->node.store;
  CAF_REQUIRE_EQUAL(store.sentinels.sentinels.size(), 2u);
  auto& second = store.sentinels.sentinels[1];
  CAF_CHECK_EQUAL(second.host, "::1");
  CAF_CHECK_EQUAL(second.port, 26380);
  CAF_CHECK_EQUAL(second.username, "asker");
  CAF_CHECK_EQUAL(second.password, "sentinel-password");
  CAF_CHECK_EQUAL(second.tls->ca_file, folder + "/ca.pem");
  CAF_CHECK_EQUAL(store.where.tls->ca_file, folder + "/ca.pem");
  CAF_CHECK_EQUAL(store.sentinels.master, "salon");
}

CAF_TEST(nodes_of_a_cluster_share_user_and_encryption) {
  auto parsed = parse({{"cluster", {"10.0.0.1:6379", "[::1]:6380", "redis.salon:6381"}},
                       {"username", "booker"},
                       {"tls", true}});
  CAF_REQUIRE(parsed.has_value());
  auto& store = parsed->node.store;
  CAF_CHECK(store.kind() == redis_kind::cluster);
  CAF_CHECK(
      store.cluster
      == (std::vector<cluster_node>{{"10.0.0.1", 6379}, {"::1", 6380}, {"redis.salon", 6381}}));
  CAF_CHECK_EQUAL(store.where.username, "booker");
  CAF_CHECK(store.where.tls.has_value());
  CAF_CHECK(parse({{"cluster", json::array()}})->node.store.kind() == redis_kind::single);
}

CAF_TEST(without_tls_nothing_is_encrypted) {
  auto parsed = parse({{"host", "redis.salon"}});
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK(!parsed->node.store.where.tls);
}

CAF_TEST(snapshots_are_packed_only_if_that_is_asked_for) {
  const auto without = parse(json::object());
  const auto with = parse_with("snapshots", {{"packAbove", 512}});
  CAF_REQUIRE(without && with);
  CAF_CHECK(without->node.pack_above == 0);
  CAF_CHECK(with->node.pack_above == 512);
  for (const json& wrong : {json(-1), json(0.5), json("512"), json(true), json(262145)}) {
    auto parsed = parse_with("snapshots", {{"packAbove", wrong}});
    CAF_REQUIRE(!parsed);
    CAF_CHECK(parsed.error().message.find("snapshots.packAbove must be") != std::string::npos);
  }
  CAF_CHECK(!parse_with("snapshots", {{"packBelow", 1}}));
}

CAF_TEST(the_sockets_thread_runs_actors_unless_that_is_refused) {
  CAF_CHECK(parse(json::object())->spare_turns);
  CAF_CHECK(!parse_with("spareTurns", false)->spare_turns);
  auto wrong = parse_with("spareTurns", 1);
  CAF_REQUIRE(!wrong);
  CAF_CHECK(wrong.error().message.find("spareTurns must be") != std::string::npos);
}

CAF_TEST(a_database_is_a_file_or_a_server) {
  const auto file = parse_with("database", "bookings.sqlite");
  CAF_REQUIRE(file);
  CAF_CHECK_EQUAL(file->node.database, folder + "/bookings.sqlite");
  const std::string url = "postgresql://salon@db:5432/salon?sslmode=verify-full";
  const auto server = parse_with("database", url);
  CAF_REQUIRE(server);
  CAF_CHECK_EQUAL(server->node.database, url);
  CAF_CHECK_EQUAL(server->node.database_password, "database-password");
  CAF_CHECK_EQUAL(server->node.archive_file, folder + "/bookings-archive.sqlite");
  const auto open = parse_with("database", "postgresql://salon:hush@db/salon");
  CAF_REQUIRE(!open);
  CAF_CHECK(open.error().message.find("QUICKBOOKING_DATABASE_PASSWORD") != std::string::npos);
  CAF_CHECK(open.error().message.find("hush") == std::string::npos);
}

CAF_TEST(what_does_not_fit_together_is_refused) {
  for (auto& [redis, word] : std::vector<std::pair<json, std::string>>{
           {{{"sentinels", {"10.0.0.1:26379"}}}, "redis.master"},
           {{{"master", "salon"}}, "redis.sentinels"},
           {{{"sentinels", {"10.0.0.1"}}, {"master", "salon"}}, "host:port"},
           {{{"sentinels", "10.0.0.1:26379"}, {"master", "salon"}}, "array"},
           {{{"sentinels", {"a:1"}}, {"master", "salon"}, {"unixPath", "/s"}}, "redis.unixPath"},
           {{{"cluster", {"10.0.0.1"}}}, "redis.cluster: '10.0.0.1' is not host:port"},
           {{{"cluster", "10.0.0.1:1"}}, "array"},
           {{{"cluster", {"a:1"}}, {"host", "b"}}, "redis.cluster and redis.host exclude"},
           {{{"cluster", {"a:1"}}, {"port", 1}}, "redis.cluster and redis.port exclude"},
           {{{"cluster", {"a:1"}}, {"unixPath", "/s"}}, "redis.unixPath exclude"},
           {{{"cluster", {"a:1"}}, {"sentinels", {"a:1"}}, {"master", "m"}},
            "redis.sentinels excl"},
           {{{"cluster", {"a:1"}}, {"database", 1}}, "redis.database must be 0"},
           {{{"caFile", "ca.pem"}}, "redis.tls"},
           {{{"tls", true}, {"keyFile", "k.pem"}}, "redis.certificateFile"},
           {{{"tls", "yes"}}, "true or false"},
           {{{"sentinel", ""}}, "not a known key"}})
    CAF_CHECK(complaint(redis).find(word) != std::string::npos);
}

CAF_TEST(a_node_of_a_cluster_says_where_others_can_link_to_it) {
  auto parsed = parse_cluster(
      {{"node", "node-a"},
       {"listen", {{"address", "0.0.0.0"}, {"port", 7100}}},
       {"advertise", "[fd00::7]:7200"},
       {"tls", {{"caFile", "ca.crt"}, {"certificateFile", "/etc/a.crt"}, {"keyFile", "a.key"}}},
       {"peers", {"node-b@10.0.0.2:7100"}},
       {"leaseSeconds", 10}});
  CAF_REQUIRE(parsed.has_value());
  auto& cluster = parsed->node.cluster;
  CAF_REQUIRE(cluster.has_value());
  CAF_CHECK_EQUAL(cluster->links.cluster, "quickbooking");
  CAF_CHECK_EQUAL(cluster->links.address, "0.0.0.0");
  CAF_CHECK_EQUAL(cluster->links.tls->ca_file, folder + "/ca.crt");
  CAF_CHECK_EQUAL(cluster->links.tls->certificate_file, "/etc/a.crt");
  CAF_CHECK((cluster->members.self == registered_node{"node-a", "fd00::7", 7200}));
  CAF_REQUIRE_EQUAL(cluster->members.known.size(), 1u);
  CAF_CHECK((cluster->members.known[0] == registered_node{"node-b", "10.0.0.2", 7100}));
  CAF_CHECK(cluster->members.lease == std::chrono::seconds{10});
}

CAF_TEST(nodes_that_share_a_file_differ_by_their_environment) {
  auto parsed = parse_cluster(
      {{"node", "${POD_NAME}"}, {"advertise", "${POD_NAME}.${DOMAIN}:7200"}, {"peers", {"b@b:1"}}});
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK((parsed->node.cluster->members.self
             == registered_node{"quickbooking-0", "quickbooking-0.salon", 7200}));
  CAF_CHECK_EQUAL(parsed->node.cluster->links.node, "quickbooking-0");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "${NODE}"}}),
                  "cluster.node: the environment variable NODE is not set");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"advertise", "${ADDRESS}:1"}}),
                  "cluster.advertise: the environment variable ADDRESS is not set");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a${POD_NAME"}}),
                  "cluster.node: 'a${POD_NAME' has ${ without }");
  CAF_CHECK(cluster_complaint({{"node", "$POD_NAME"}}).starts_with("cluster.node must be"));
}

CAF_TEST(no_other_key_takes_words_from_the_environment) {
  CAF_CHECK(cluster_complaint({{"node", "a"}, {"name", "${POD_NAME}"}})
                .starts_with("cluster.name must be"));
  auto parsed = parse({{"host", "${POD_NAME}"}});
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK_EQUAL(parsed->node.store.where.host, "${POD_NAME}");
}

CAF_TEST(a_node_without_a_cluster_is_alone) {
  auto parsed = parse(json::object());
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK(!parsed->node.cluster.has_value());
}

CAF_TEST(a_cluster_that_cannot_be_joined_is_refused_by_name) {
  const std::string names = " must be 1 to 64 lower-case letters, digits, dots or dashes";
  CAF_CHECK_EQUAL(cluster_complaint(json::object()), "cluster.node" + names);
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "Node A"}}), "cluster.node" + names);
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"name", "x/y"}}), "cluster.name" + names);
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"listen", {{"address", "0.0.0.0"}}}}),
                  "cluster.listen.address 0.0.0.0 needs cluster.tls");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"tls", {{"caFile", "ca.crt"}}}}),
                  "cluster.tls needs caFile, certificateFile and keyFile");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"peers", {"10.0.0.2:7100"}}}),
                  "cluster.peers: '10.0.0.2:7100' is not NODE@HOST:PORT");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"advertise", "here"}}),
                  "cluster.advertise: 'a@here' is not NODE@HOST:PORT");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"leaseSeconds", 1}}),
                  "cluster.leaseSeconds must be an integer from 2 to 3600");
  CAF_CHECK_EQUAL(cluster_complaint({{"node", "a"}, {"listne", 1}}),
                  "cluster.listne is not a known key");
}

CAF_TEST(nodes_that_share_no_bookings_are_refused) {
  for (auto database : {"", "bookings.sqlite"}) {
    json config{
        {"catalog", "demo-salon.json"}, {"database", database}, {"cluster", {{"node", "a"}}}};
    auto parsed = parse_node_config(config.dump(), folder, environment_of);
    CAF_REQUIRE(!parsed);
    CAF_CHECK_EQUAL(parsed.error().message,
                    "cluster needs a database that its nodes share: postgresql://...");
  }
}
