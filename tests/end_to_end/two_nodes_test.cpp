#define CAF_SUITE two_nodes

// Two node processes share one Redis and one PostgreSQL. They run with
// cluster-config/one-node-postgresql.json, but for where things are.

#include "tests/end_to_end/one_node.hpp"
#include "tests/support/private_postgres.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <thread>

using namespace quickbooking;
using nlohmann::json;

namespace {

json shown_configuration() {
  std::ifstream file{QUICKBOOKING_SOURCE_DIR "/cluster-config/one-node-postgresql.json"};
  auto config = json::parse(file);
  config.erase("listen");
  config.erase("redis");
  config.erase("catalog");
  return config;
}

struct world {
  private_redis redis;
  private_postgres postgres;
  std::string database = postgres.add_database();
  std::unique_ptr<node_process> one = start();
  std::unique_ptr<node_process> other = start();

  world() { CAF_REQUIRE(becomes(one->url(), "ok") && becomes(other->url(), "ok")); }

  std::unique_ptr<node_process> start() {
    auto config = shown_configuration();
    config["database"] = postgres.url(database);
    return start_node(
        QUICKBOOKING_BINARY_DIR "/apps/node/quickbooking-node", redis.port(), config,
        {"QUICKBOOKING_DATABASE_PASSWORD=" + std::string{private_postgres::password}});
  }

  std::string bookings() {
    return postgres.sql(database, "SELECT count(*) FROM quickbooking.bookings");
  }
};

constexpr const char* wish = "Haircut tomorrow 3pm with Sarah";

bool offers(const answer& card, const std::string& slot) {
  return std::ranges::count(card.options(), slot) > 0;
}

} // namespace

CAF_TEST(of_two_customers_who_confirm_one_slot_on_two_nodes_one_gets_it) {
  world w;
  api_customer noa{w.one->url(), "+15550001001"}, ben{w.other->url(), "+15550001002"};
  const auto slot = noa.says(wish).option("slot_");
  CAF_REQUIRE(!slot.empty());
  CAF_REQUIRE(offers(ben.says(wish), slot));
  const auto noa_confirms = noa.taps(slot).option("confirm_");
  const auto ben_confirms = ben.taps(slot).option("confirm_");
  answer first, second;
  std::thread at_once{[&] { second = ben.taps(ben_confirms); }};
  first = noa.taps(noa_confirms);
  at_once.join();
  const auto noa_has_it = first.type() == "booking_confirmed";
  const auto& refused = noa_has_it ? second : first;
  CAF_CHECK_EQUAL((noa_has_it ? first : second).type(), "booking_confirmed");
  CAF_CHECK_EQUAL(refused.type(), "interactive_card");
  CAF_CHECK(!refused.option("slot_").empty());
  CAF_CHECK(!offers(refused, slot));
  CAF_CHECK_EQUAL(w.bookings(), "1");
}

CAF_TEST(what_one_node_has_sold_the_other_soon_offers_no_more) {
  world w;
  api_customer noa{w.one->url(), "+15550001003"};
  const auto slot = noa.says(wish).option("slot_");
  CAF_REQUIRE_EQUAL(noa.taps(noa.taps(slot).option("confirm_")).type(), "booking_confirmed");
  int customers = 0;
  CAF_CHECK(eventually(
      [&] {
        api_customer next{w.other->url(), "+1555000200" + std::to_string(customers++)};
        return !offers(next.says(wish), slot);
      },
      std::chrono::seconds{1}));
  CAF_CHECK_EQUAL(w.one->terminate(), 0);
}

CAF_TEST(a_node_without_its_database_s_password_says_what_is_wrong) {
  private_redis redis;
  private_postgres postgres;
  std::string said;
  try {
    start_node(redis.port(), {{"database", postgres.url(postgres.add_database())}});
  } catch (const std::runtime_error& refused) {
    said = refused.what();
  }
  CAF_CHECK(said.find("no password supplied") != std::string::npos);
}
