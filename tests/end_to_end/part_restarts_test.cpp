#define CAF_SUITE part_restarts

// A real node whose front door dies of a failing OpenSSL (failing_hmac.cpp).

#include "tests/end_to_end/one_node.hpp"

#include <caf/test/unit_test.hpp>

#include <stdlib.h>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

constexpr int restarts_allowed = 5;
constexpr int given_up = 4; // see apps/node/main.cpp
const std::string restarts = R"(quickbooking_part_restarts_total{part="front_door"})";
const std::string customer = "15550009001";

struct world {
  private_redis redis{{"--appendonly", "yes", "--appendfsync", "always"}};
  redis_probe probe{redis.port()};
  std::unique_ptr<node_process> node;

  world() {
    ::setenv("LD_PRELOAD", QUICKBOOKING_BINARY_DIR "/tests/end_to_end/libfailing_hmac.so", 1);
    node = start_node(redis.port());
    ::unsetenv("LD_PRELOAD");
    CAF_REQUIRE(becomes(node->url(), "ok"));
  }

  int says(const std::string& message_id, const std::string& words) {
    return deliver(node->url(), text_webhook(customer, {{message_id, words}}));
  }

  /// The next call does not meet the one that died.
  bool was_restarted(int times) {
    return eventually([&] { return metric(node->url(), restarts) == times; });
  }

  int revision() {
    auto session = probe.text({"GET", "booking:session:+" + customer});
    return nlohmann::json::parse(session, nullptr, false).value("revision", 0);
  }
};

} // namespace

CAF_TEST(a_call_that_ends_the_front_door_gets_500_and_the_next_one_200) {
  world w;
  api_customer noa{w.node->url(), "+" + customer};
  CAF_REQUIRE_EQUAL(noa.says("Haircut tomorrow 3pm").status, 200);
  auto before = w.revision();
  CAF_CHECK_EQUAL(w.says("m1", "HMAC must fail"), 500);
  CAF_REQUIRE(w.was_restarted(1));
  CAF_CHECK_EQUAL(noa.says("with Sarah").status, 200);
  CAF_CHECK(w.revision() > before);
  CAF_CHECK_EQUAL(w.node->terminate(), 0);
}

CAF_TEST(a_front_door_that_dies_again_and_again_ends_the_process_and_a_new_one_goes_on) {
  world w;
  CAF_REQUIRE_EQUAL(w.says("m1", "Haircut tomorrow 3pm"), 200);
  auto before = w.revision();
  for (int i = 1; i <= restarts_allowed; ++i) {
    CAF_CHECK_EQUAL(w.says("deadly" + std::to_string(i), "HMAC must fail"), 500);
    CAF_REQUIRE(w.was_restarted(i));
  }
  w.says("the last one", "HMAC must fail");
  CAF_CHECK(eventually([&] { return !w.node->is_running(); }, 1s));
  CAF_CHECK_EQUAL(w.node->terminate(), given_up);
  w.node->start();
  CAF_REQUIRE(becomes(w.node->url(), "ok"));
  CAF_CHECK_EQUAL(w.says("m1", "Haircut tomorrow 3pm"), 200); // Meta delivers once more
  CAF_CHECK_EQUAL(w.revision(), before);
  CAF_CHECK_EQUAL(w.says("m2", "with Sarah"), 200);
  CAF_CHECK(w.revision() > before);
}
