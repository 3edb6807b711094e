#define CAF_SUITE node_config

#include "apps/node/node_config.hpp"

#include <caf/test/unit_test.hpp>

#include <fstream>

using namespace quickbooking;
using nlohmann::json;

namespace {

const std::string folder = QUICKBOOKING_SOURCE_DIR "/cluster-config";

std::string environment_of(std::string_view name) {
  if (name == "QUICKBOOKING_APP_SECRET")
    return "secret";
  return name == "QUICKBOOKING_SENTINEL_PASSWORD" ? "sentinel-password" : "";
}

result<node_config> parse(const json& redis) {
  json config{{"catalog", "demo-salon.json"}, {"redis", redis}};
  return parse_node_config(config.dump(), folder, environment_of);
}

/// The message of the error; empty if there is none.
std::string complaint(const json& redis) {
  auto parsed = parse(redis);
  return parsed ? std::string{} : parsed.error().message;
}

} // namespace

CAF_TEST(the_files_that_are_shown_are_valid) {
  for (auto name : {"/one-node.json", "/one-node-sentinel.json"}) {
    std::ifstream file{folder + name};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    auto parsed = parse_node_config(text, folder, environment_of);
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

CAF_TEST(without_tls_nothing_is_encrypted) {
  auto parsed = parse({{"host", "redis.salon"}});
  CAF_REQUIRE(parsed.has_value());
  CAF_CHECK(!parsed->node.store.where.tls);
}

CAF_TEST(snapshots_are_packed_only_if_that_is_asked_for) {
  auto parse_with = [](const json& snapshots) {
    json config{{"catalog", "demo-salon.json"}, {"snapshots", snapshots}};
    return parse_node_config(config.dump(), folder, environment_of);
  };
  const auto without = parse(json::object());
  const auto with = parse_with({{"packAbove", 512}});
  CAF_REQUIRE(without && with);
  CAF_CHECK(without->node.pack_above == 0);
  CAF_CHECK(with->node.pack_above == 512);
  for (const json& wrong : {json(-1), json(0.5), json("512"), json(true), json(262145)}) {
    auto parsed = parse_with({{"packAbove", wrong}});
    CAF_REQUIRE(!parsed);
    CAF_CHECK(parsed.error().message.find("snapshots.packAbove must be") != std::string::npos);
  }
  CAF_CHECK(!parse_with({{"packBelow", 1}}));
}

CAF_TEST(what_does_not_fit_together_is_refused) {
  for (auto& [redis, word] : std::vector<std::pair<json, std::string>>{
           {{{"sentinels", {"10.0.0.1:26379"}}}, "redis.master"},
           {{{"master", "salon"}}, "redis.sentinels"},
           {{{"sentinels", {"10.0.0.1"}}, {"master", "salon"}}, "host:port"},
           {{{"sentinels", "10.0.0.1:26379"}, {"master", "salon"}}, "array"},
           {{{"sentinels", {"a:1"}}, {"master", "salon"}, {"unixPath", "/s"}}, "redis.unixPath"},
           {{{"caFile", "ca.pem"}}, "redis.tls"},
           {{{"tls", true}, {"keyFile", "k.pem"}}, "redis.certificateFile"},
           {{{"tls", "yes"}}, "true or false"},
           {{{"sentinel", ""}}, "not a known key"}})
    CAF_CHECK(complaint(redis).find(word) != std::string::npos);
}
