#define CAF_SUITE embedded_cluster

#include "tests/embedding/threaded_service.hpp"
#include "tests/support/private_postgres.hpp"
#include "tests/support/private_redis.hpp"

#include <map>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

/// A program of others that is a node of a cluster.
struct host {
  host_config config;
  caf::actor_system system{config};
  std::optional<embedded_service> service;

  void start(service_options options, const std::string& node) {
    auto root = json::parse(options.configuration);
    root["archive"] = {{"file", ""}};
    root["cluster"] = {{"node", node}, {"listen", {{"port", 0}}}};
    options.configuration = root.dump();
    service.emplace(start_or_throw(system, std::move(options)));
  }

  customer_answer write(const std::string& customer, const std::string& text) {
    return ask<customer_answer>(system, service->bookings(),
                                customer_text{customer, demo_salon, text, {}, {}});
  }

  double nodes() {
    for (auto& x : service->figures())
      if (x.name == "quickbooking_cluster_nodes")
        return x.value;
    return 0;
  }
};

struct fixture {
  private_redis redis;
  private_postgres postgres;
  host first;
  host second;

  fixture() {
    service_options options;
    options.catalog = demo_catalog();
    options.log = logger_to(std::make_shared<caught_lines>());
    options.secrets = [](std::string_view name) {
      return std::string{name == "QUICKBOOKING_DATABASE_PASSWORD" ? private_postgres::password
                                                                  : ""};
    };
    options.configuration = json{{"redis", {{"port", redis.port()}}},
                                 {"database", postgres.url(postgres.add_database())}}
                                .dump();
    first.start(options, "first");
    second.start(options, "second");
    CAF_REQUIRE(eventually([&] { return first.nodes() == 2 && second.nodes() == 2; }));
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(cluster, fixture)

CAF_TEST(embedded_services_share_customers_and_one_goes_on_for_the_other) {
  std::map<std::string, std::string> sessions;
  for (int i = 0; i < 20; ++i) {
    const auto customer = "+1555500" + std::to_string(1'000 + i);
    const auto answer = first.write(customer, "Haircut");
    CAF_REQUIRE_EQUAL(answer.kept, storage::redis);
    sessions[customer] = answer.session_id;
  }
  const auto there
      = ask<session_statistics>(second.system, second.service->statistics(), statistics_query{});
  CAF_CHECK_EQUAL(there.total, 20);
  CAF_CHECK(there.in_memory > 0);
  CAF_CHECK(there.in_memory < 20);
  CAF_CHECK(second.service->stop(5s));
  second.service.reset();
  for (auto& [customer, session] : sessions) {
    const auto answer = first.write(customer, "tomorrow 3pm");
    CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
    CAF_CHECK_EQUAL(answer.session_id, session);
  }
  CAF_CHECK(first.service->stop(5s));
}

CAF_TEST_FIXTURE_SCOPE_END()
