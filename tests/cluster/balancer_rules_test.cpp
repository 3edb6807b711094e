#define CAF_SUITE balancer_rules

// What the load balancer lets in, and what it asks another node again.

#include "tests/cluster/balanced_salon.hpp"
#include "tests/support/certificate_authority.hpp"
#include "tests/support/shipped_file.hpp"

#include <caf/test/unit_test.hpp>

#include <atomic>
#include <fstream>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Stands where a node would be: says that it is ready, and answers everything else with 503, also
/// what is too large for a node.
struct refusing_node {
  std::atomic<int> asked = 0;
  std::atomic<int> from_loopback = 0;
  event_loop loop;
  std::shared_ptr<http_server> server
      = http_server::listen(loop.context(), "127.0.0.1", 0, {.body_bytes = 8 * 1024 * 1024},
                            [this](http_request request, http_responder respond) {
                              if (request.path == "/readyz")
                                return respond({200, "{}", "application/json", {}});
                              ++asked;
                              from_loopback += request.from_loopback;
                              respond(error_response(503, {"overloaded", "not now"}));
                            })
            .value();
};

struct refusing_salon {
  std::array<refusing_node, 3> nodes;
  haproxy_process haproxy{
      {nodes[0].server->port(), nodes[1].server->port(), nodes[2].server->port()}};

  int asked() const {
    int sum = 0;
    for (auto& x : nodes)
      sum += x.asked;
    return sum;
  }

  /// How often the nodes are asked for one request.
  int tries(const std::string& url, const std::string& target, const std::string& body) {
    const auto before = asked();
    CAF_CHECK_EQUAL(http_client{url}.post(target, body).status, 503);
    return asked() - before;
  }
};

} // namespace

CAF_TEST(only_the_webhook_is_open_to_all_and_v1_to_the_inside) {
  auto& w = world();
  http_client outside{w.haproxy.url()};
  const std::string token = "Bearer " + std::string{api_token};
  for (auto target : {"/", "/metrics", "/readyz", "/healthz", "/v1/sessions", "/webhook/../metrics",
                      "//metrics", "/webhook/", "/%6detrics"})
    CAF_CHECK_EQUAL(outside.get(target, {{"Authorization", token}}).status, 404);
  CAF_CHECK_EQUAL(outside.send("DELETE", "/webhook").status, 405);
  CAF_CHECK_EQUAL(outside.get("/webhook?hub.mode=subscribe").status, 403); // a node says so
  CAF_CHECK_EQUAL(deliver(w.haproxy.url(), text_webhook("18885550001", {{"a", "Haircut"}})), 200);
  http_client inside{w.haproxy.internal_url()};
  CAF_CHECK_EQUAL(inside.get("/v1/sessions", {{"Authorization", token}}).status, 200);
  CAF_CHECK_EQUAL(inside.get("/v1/sessions").status, 401);
  for (auto target : {"/metrics", "/v1/dead-letters"})
    CAF_CHECK_EQUAL(inside.get(target, {{"Authorization", token}}).status, 421);
  CAF_CHECK_EQUAL(inside.get("/webhook").status, 404);
}

CAF_TEST(a_delivery_of_three_megabytes_passes) {
  auto& w = world();
  auto body = text_webhook("18885550002", {{"b", "Haircut"}});
  body.insert(1, std::string(3 * 1024 * 1024 - body.size(), ' '));
  CAF_CHECK_EQUAL(deliver(w.haproxy.url(), body), 200);
  CAF_CHECK(eventually([&] { return w.cluster.transitions_of("+18885550002") == 1; }));
}

CAF_TEST(P2_only_what_has_an_id_is_asked_of_another_node_again) {
  refusing_salon w;
  const auto inside = w.haproxy.internal_url();
  CAF_CHECK_EQUAL(w.tries(w.haproxy.url(), "/webhook", "{}"), 4); // Meta's ids are in the body
  CAF_CHECK_EQUAL(w.tries(inside, "/v1/button-clicks", R"({"messageId":"m-1"})"), 4);
  CAF_CHECK_EQUAL(w.tries(inside, "/v1/button-clicks", R"({"text":"\"messageId\""})"), 1);
  CAF_CHECK_EQUAL(w.tries(inside, "/v1/button-clicks", R"({"text":"messageId"})"), 1);
  CAF_CHECK_EQUAL(w.tries(inside, "/v1/button-clicks", R"({"messageId":""})"), 1);
  for (auto& node : w.nodes)
    CAF_CHECK_EQUAL(node.from_loopback.load(), 0); // each was told whom HAProxy speaks for
}

CAF_TEST(what_is_too_large_reaches_no_node) {
  refusing_salon w;
  const auto before = w.asked(); // HAProxy's own start
  const std::string body(3 * 1024 * 1024 + 1, ' ');
  const auto status = http_client{w.haproxy.url()}.post("/webhook", body).status;
  CAF_CHECK(status == 413 || status == 0); // 0: cut off while it was still sending
  CAF_CHECK_EQUAL(w.asked(), before);
}

CAF_TEST(the_line_for_tls_makes_the_public_side_speak_it) {
  auto& w = world();
  certificate_authority authority;
  auto shown = authority.issue("DNS:salon.example");
  temp_dir dir;
  std::ofstream{dir.file("both.pem")} << file_text(shown.file) << file_text(shown.key_file);
  haproxy_process secured{w.port_numbers(), dir.file("both.pem")};
  const auto command
      = "printf 'GET /webhook HTTP/1.1\\r\\nHost: salon.example\\r\\nConnection: "
        "close\\r\\n\\r\\n' |"
        " openssl s_client -quiet -verify_return_error -verify_hostname salon.example -CAfile "
        + authority.file() + " -connect 127.0.0.1:" + std::to_string(secured.public_port());
  child_process client{{"sh", "-c", command}, {{}, dir.file("answer")}};
  CAF_REQUIRE(client.wait_for(10s));
  CAF_CHECK(file_text(dir.file("answer")).find("HTTP/1.1 403") != std::string::npos);
}

CAF_TEST(the_file_is_valid_as_it_is_shipped) {
  temp_dir dir;
  child_process check{{haproxy_program(), "-c", "-f",
                       QUICKBOOKING_SOURCE_DIR "/cluster-config/haproxy/haproxy.cfg"},
                      {{}, dir.file("said")}};
  CAF_CHECK_EQUAL(check.wait_for(10s).value_or(-1), 0);
  CAF_MESSAGE(file_text(dir.file("said")));
}
