#define CAF_SUITE embedded_config

#include "tests/embedding/stepped_service.hpp"

#include <cstdlib>
#include <filesystem>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

struct fixture : stepped_service {
  /// What a service with these options is refused for.
  std::string refusal() {
    auto started = embedded_service::start(sys, options);
    if (started)
      CAF_FAIL("it was taken");
    CAF_CHECK(started.error() == service_errc::invalid_configuration);
    return explain(started.error());
  }

  void configure_with(const std::string& json) {
    options.configuration = json;
    options.sessions_in_memory = true;
  }
};

bool has(const std::string& text, const std::string& part) {
  if (text.find(part) == std::string::npos)
    CAF_ERROR("'" << text << "' does not name " << part);
  return text.find(part) != std::string::npos;
}

/// A host's own configuration with options of its own.
struct host_config : with_quickbooking<> {
  host_config() { opt_group{custom_options_, "host"}.add(color, "color", "of the host"); }

  std::string color;
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(config, fixture)

CAF_TEST(what_is_wrong_in_the_configuration_is_named) {
  configure_with("no JSON");
  CAF_CHECK(has(refusal(), "not a JSON object"));
  configure_with(R"({"redis":{"port":"6379"}})");
  CAF_CHECK(has(refusal(), "redis.port must be an integer"));
  configure_with(R"({"reddis":{}})");
  CAF_CHECK(has(refusal(), "reddis is not a known key"));
  configure_with(R"({"threads":2})");
  CAF_CHECK(has(refusal(), "threads is not a known key"));
  configure_with(R"({"log":{"level":"debug"}})");
  CAF_CHECK(has(refusal(), "log is not a known key"));
}

CAF_TEST(an_http_surface_wants_its_secret) {
  configure_with(R"({"listen":{"port":0}})");
  CAF_CHECK(has(refusal(), "QUICKBOOKING_APP_SECRET"));
}

CAF_TEST(salons_are_checked) {
  options.catalog = R"({"salons":[{"id":"x"}]})";
  CAF_CHECK(has(refusal(), "catalog"));
  options.catalog.clear();
  CAF_CHECK(has(refusal(), "catalog is missing"));
}

CAF_TEST(a_cluster_wants_sessions_in_redis) {
  configure_with(R"({"database":"postgresql://a@b/c","cluster":{"node":"one"}})");
  CAF_CHECK(has(refusal(), "sessions_in_memory"));
}

CAF_TEST(a_bookings_file_that_cannot_be_had_is_named) {
  configure_with(R"({"database":"/no/such/folder/bookings.sqlite"})");
  auto started = embedded_service::start(sys, options);
  CAF_REQUIRE(!started);
  CAF_CHECK(started.error() == service_errc::cannot_start);
  CAF_CHECK(has(explain(started.error()), "/no/such/folder"));
  consume_messages();
}

CAF_TEST(options_stand_beside_those_of_the_host) {
  host_config all;
  const auto salons = std::string{QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json"};
  CAF_REQUIRE(!all.parse({"--host.color=red", "--quickbooking.redis=memory",
                          "--quickbooking.catalog-file=" + salons}));
  CAF_CHECK_EQUAL(all.color, "red");
  const auto read = read_settings(all.quickbooking);
  CAF_REQUIRE(read);
  CAF_CHECK(read->sessions_in_memory);
  CAF_CHECK_EQUAL(read->catalog, demo_catalog());
}

CAF_TEST(settings_stand_above_the_file_that_they_name) {
  service_settings from;
  from.config_file = QUICKBOOKING_SOURCE_DIR "/cluster-config/one-node.json";
  from.redis = "10.0.0.1:6380";
  from.listen = "none";
  from.database = "postgresql://a@b/c";
  const auto read = read_settings(from);
  CAF_REQUIRE(read);
  const auto root = nlohmann::json::parse(read->configuration);
  CAF_CHECK_EQUAL(root["redis"]["host"], "10.0.0.1");
  CAF_CHECK_EQUAL(root["redis"]["port"], 6380);
  CAF_CHECK(!root.contains("listen"));
  CAF_CHECK_EQUAL(root["database"], "postgresql://a@b/c");
  CAF_CHECK_EQUAL(root["catalog"], "demo-salon.json");
  CAF_CHECK_EQUAL(read->folder, QUICKBOOKING_SOURCE_DIR "/cluster-config");
}

CAF_TEST(settings_that_cannot_be_read_are_named) {
  auto problem = [](service_settings from) {
    const auto read = read_settings(from);
    CAF_REQUIRE(!read);
    return explain(read.error());
  };
  service_settings redis;
  redis.redis = "here";
  CAF_CHECK(has(problem(redis), "quickbooking.redis: 'here'"));
  service_settings listen;
  listen.listen = "3000";
  CAF_CHECK(has(problem(listen), "quickbooking.listen: '3000'"));
  service_settings file;
  file.config_file = "/no/such/file";
  CAF_CHECK(has(problem(file), "cannot read /no/such/file"));
}

CAF_TEST(words_of_what_came_from_elsewhere_are_words) {
  CAF_CHECK_EQUAL(to_string(turn_outcome::dead_letter), "dead_letter");
  CAF_CHECK_EQUAL(to_string(static_cast<turn_outcome>(77)), "unknown");
  CAF_CHECK_EQUAL(to_string(static_cast<storage>(0)), "unknown");
}

CAF_TEST_FIXTURE_SCOPE_END()
