#define CAF_SUITE guide_service

// The parts of docs/embedding.md that need threads, a Redis and a PostgreSQL.

#include "tests/embedding/threaded_service.hpp"
#include "tests/support/private_postgres.hpp"
#include "tests/support/private_redis.hpp"
#include "tests/support/redis_probe.hpp"

#include <filesystem>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

// [prepare]
struct prepared_config : caf::actor_system_config {
  prepared_config() {
    configure(*this);      // the message types; `with_quickbooking` has done it
    tune_scheduler(*this); // recommended
    load_links(*this);     // for a cluster
  }
};
// [/prepare]

struct fixture {
  temp_dir dir;
  private_redis redis;
  prepared_config config;
  caf::actor_system system{config};
  service_options options;
  const std::string redis_host = "127.0.0.1";
  const std::string salons_file = QUICKBOOKING_SOURCE_DIR "/cluster-config/demo-salon.json";

  fixture() {
    options.log = logger_to(std::make_shared<caught_lines>());
    options.folder = dir.file(".");
  }

  /// Takes a booking to its end; the last answer.
  customer_answer book(const embedded_service& service, const std::string& customer) {
    auto answer = ask<customer_answer>(system, service.bookings(),
                                       customer_text{customer, demo_salon, "Haircut tomorrow 3pm"});
    for (int taps = 0; taps < 3 && answer.message_type == "interactive_card"; ++taps) {
      const auto begin = answer.payload.find(R"("id":")") + 6;
      const auto id = answer.payload.substr(begin, answer.payload.find('"', begin) - begin);
      answer = ask<customer_answer>(system, service.bookings(), customer_tap{customer, id});
    }
    return answer;
  }
};

} // namespace

CAF_TEST_FIXTURE_SCOPE(guide_service, fixture)

CAF_TEST(sessions_in_redis_bookings_in_a_file_and_an_archive) {
  const auto folder = dir.file(".");
  const auto redis_port = redis.port();
  // [redis-and-sqlite]
  options.configuration = json{
      {"catalog", salons_file},
      {"redis", {{"host", redis_host}, {"port", redis_port}}},
      {"database", "bookings.sqlite"}, // SQLite; without it bookings end with the service
      {"archive", {{"file", "archive.sqlite"}}}, // what Redis has not, if it is away
  }.dump();
  options.folder = folder; // where these files are
  // [/redis-and-sqlite]
  auto service = start_or_throw(system, options);
  CAF_CHECK_EQUAL(book(service, "+15554100001").message_type, "booking_confirmed");
  ask<customer_answer>(system, service.bookings(),
                       customer_text{"+15554100002", demo_salon, "Haircut"});
  redis_probe probe{redis.port()};
  CAF_CHECK_EQUAL(probe.number({"EXISTS", "booking:session:+15554100002"}), 1);
  CAF_CHECK(std::filesystem::exists(dir.file("bookings.sqlite")));
  CAF_CHECK(std::filesystem::exists(dir.file("archive.sqlite")));
  redis.kill();
  const auto kept = [&] {
    return ask<customer_answer>(system, service.bookings(),
                                customer_text{"+15554100003", demo_salon, "Haircut"})
        .kept;
  };
  CAF_CHECK(eventually([&] { return kept() == storage::archive; }));
  CAF_CHECK(service.stop(5s));
}

CAF_TEST(bookings_in_postgresql) {
  private_postgres postgres;
  const auto database = postgres.add_database();
  const auto database_url = postgres.url(database); // postgresql://salon@HOST:PORT/NAME
  const auto redis_port = redis.port();
  // [postgresql]
  options.configuration = json{
      {"catalog", salons_file},
      {"redis", {{"host", redis_host}, {"port", redis_port}}},
      {"database", database_url},
  }.dump();
  options.secrets = [](std::string_view name) { // instead of the environment
    return name == "QUICKBOOKING_DATABASE_PASSWORD" ? std::string{private_postgres::password} : "";
  };
  // [/postgresql]
  auto service = start_or_throw(system, options);
  CAF_CHECK_EQUAL(book(service, "+15554100004").message_type, "booking_confirmed");
  CAF_CHECK_EQUAL(postgres.sql(database, "SELECT count(*) FROM quickbooking.bookings"), "1");
  CAF_CHECK(service.stop(5s));
}

CAF_TEST(a_node_of_a_cluster) {
  private_postgres postgres;
  const auto database_url = postgres.url(postgres.add_database());
  const auto redis_port = redis.port();
  options.secrets = [](std::string_view name) {
    return name == "QUICKBOOKING_DATABASE_PASSWORD" ? std::string{private_postgres::password} : "";
  };
  // [cluster]
  options.configuration = json{
      {"catalog", salons_file},
      {"redis", {{"host", redis_host}, {"port", redis_port}}}, // the same for all nodes
      {"database", database_url},                              // likewise
      {"cluster", {{"node", "node-a"}, {"listen", {{"address", "127.0.0.1"}, {"port", 0}}}}},
  }.dump();
  auto service = embedded_service::start(system, options);
  // [/cluster]
  if (!service)
    CAF_FAIL(explain(service.error()));
  CAF_CHECK(service->peer_port() != 0);
  CAF_CHECK_EQUAL(book(*service, "+15554100005").message_type, "booking_confirmed");
  { // another program
    prepared_config other_config;
    caf::actor_system other_system{other_config};
    const auto node_port = service->peer_port();
    // [remote]
    remote_options to;
    to.name = "front-desk"; // this program's; its certificate is for this name
    to.nodes = {{"node-a", "127.0.0.1", node_port}};
    auto cluster = remote_cluster::connect(other_system, to);
    // [/remote]
    if (!cluster)
      CAF_FAIL(explain(cluster.error()));
    const auto answer = ask<customer_answer>(
        other_system, cluster->bookings(),
        customer_text{"+15554100006", demo_salon, "Haircut", "front-desk-1"});
    CAF_CHECK_EQUAL(answer.outcome, turn_outcome::handled);
  }
  CAF_CHECK(service->stop(5s));
}

CAF_TEST(a_host_decides_what_happens_when_a_part_gives_up) {
  const auto redis_port = redis.port();
  options.configuration = json{{"catalog", salons_file}, {"redis", {{"port", redis_port}}}}.dump();
  caf::scoped_actor self{system};
  // [given-up]
  caf::actor owner{self}; // an actor of yours that ends the service, or the program
  options.given_up = [owner] { caf::anon_send(owner, std::string{"the service gave up"}); };
  // [/given-up]
  auto service = start_or_throw(system, options);
  // [stop]
  const auto in_order = service.stop(5s); // false: something was cut off after 5 seconds
  // [/stop]
  CAF_CHECK(in_order);
}

CAF_TEST_FIXTURE_SCOPE_END()
