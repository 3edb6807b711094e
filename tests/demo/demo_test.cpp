#define CAF_SUITE demo
#include "net/http/http_client.hpp"
#include "tests/support/child_process.hpp"
#include "tests/support/demo_program.hpp"

#include <caf/test/unit_test.hpp>

#include <fstream>
#include <iterator>
#include <string>

using namespace quickbooking;
using nlohmann::json;

namespace {

const std::string program = QUICKBOOKING_BINARY_DIR "/tests/demo/quickbooking-demo";

std::string contents(const std::string& file) {
  std::ifstream in{file};
  return {std::istreambuf_iterator<char>{in}, {}};
}

std::string redis_state(http_client& control) {
  return json::parse(control.get("/_demo/redis").body).at("state").get<std::string>();
}

/// What the node says of its Redis.
std::string health(http_client& node) {
  const auto body = json::parse(node.get("/readyz").body, nullptr, false);
  return body.at("redis").at("state").get<std::string>();
}

} // namespace

CAF_TEST(once_plays_a_booking_shows_the_key_with_its_ttl_and_ends_with_0) {
  temp_dir dir;
  child_process demo{{program, "--once"}, {{}, dir.file("output")}};
  CAF_CHECK_EQUAL(demo.wait_for(std::chrono::seconds{60}).value_or(-1), 0);
  const auto output = contents(dir.file("output"));
  for (const auto* expected :
       {"Haircut Friday 3pm", "booking:session:+15551230001  ttl 1", "state slots_shown",
        "state confirming", "Booking code: BK-", "deleted", "Booked."}) {
    CAF_MESSAGE(expected);
    CAF_CHECK(output.find(expected) != std::string::npos);
  }
}

CAF_TEST(a_node_that_does_not_start_is_reported_with_1) {
  temp_dir dir;
  child_process demo{{program, "--once", "--node", "/bin/false"}, {{}, dir.file("output")}};
  CAF_CHECK_EQUAL(demo.wait_for(std::chrono::seconds{60}).value_or(-1), 1);
  CAF_CHECK(contents(dir.file("output")).find("the node does not get ready") != std::string::npos);
}

CAF_TEST(serve_tells_an_outside_client_all_it_needs) {
  demo_program demo{program};
  for (const auto* name : {"url", "redis", "salonId", "phoneNumberId", "appSecret", "verifyToken",
                           "apiToken", "graph"})
    CAF_CHECK(!demo.access(name).empty());
  http_client node{demo.access("url")};
  CAF_CHECK_EQUAL(node.get("/healthz").status, 200);
  CAF_CHECK_EQUAL(node.get("/v1/sessions", {{"Authorization", "Bearer wrong"}}).status, 401);
  const auto answer
      = node.get("/v1/sessions", {{"Authorization", "Bearer " + demo.access("apiToken")}});
  CAF_CHECK_EQUAL(answer.status, 200);
  const auto challenge = node.get("/webhook?hub.mode=subscribe&hub.challenge=42&hub.verify_token="
                                  + demo.access("verifyToken"));
  CAF_CHECK_EQUAL(challenge.body, "42");
}

CAF_TEST(redis_can_be_taken_away_and_given_back) {
  demo_program demo{program};
  http_client node{demo.access("url")};
  const auto settings = json::parse(node.get("/demo.json").body);
  http_client control{settings.at("demo").get<std::string>()};
  http_client meta{demo.access("graph")};
  const std::string text = R"({"text":"Haircut Friday 3pm"})";
  CAF_CHECK_EQUAL(redis_state(control), "running");
  for (const auto* verb : {"stop", "pause"}) {
    CAF_MESSAGE(verb);
    CAF_CHECK_EQUAL(control.post("/_demo/redis/" + std::string{verb}, "{}").status, 200);
    // A Redis that hangs is noticed by the first message that waits for it.
    CAF_CHECK_EQUAL(meta.post("/_sim/customers/%2B15551230009/messages", text).status, 200);
    CAF_CHECK(eventually([&] { return health(node) == "degraded"; }));
    CAF_CHECK_EQUAL(control.post("/_demo/redis/start", "{}").status, 200);
    CAF_CHECK_EQUAL(redis_state(control), "running");
    CAF_CHECK(eventually([&] { return health(node) == "ok"; }));
  }
  CAF_CHECK_EQUAL(control.post("/_demo/redis/explode", "{}").status, 404);
}

CAF_TEST(nothing_is_left_when_the_demo_is_stopped) {
  demo_program demo{program};
  const auto url = demo.access("url");
  const auto graph = demo.access("graph");
  const auto redis = "http" + demo.access("redis").substr(5);
  CAF_CHECK_EQUAL(demo.process().terminate(std::chrono::seconds{20}), 0);
  for (const auto& address : {url, graph, redis})
    CAF_CHECK(http_client{address}.get("/").reason.find("refused") != std::string::npos);
}
