#define CAF_SUITE cluster_balancer

#include "tests/cluster/haproxy_process.hpp"
#include "tests/cluster/reachable_salon.hpp"
#include "tests/end_to_end/open_load.hpp"
#include "tests/support/certificate_authority.hpp"
#include "tests/support/shipped_file.hpp"

#include <caf/test/unit_test.hpp>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <functional>
#include <future>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

/// Three nodes, WhatsApp, and HAProxy in front. One for all tests, since it takes seconds; each
/// leaves it whole.
struct balanced_salon : reachable_salon {
  haproxy_process haproxy{port_numbers()};

  /// Deliveries that this node took since it started.
  double taken_by(std::size_t i) const {
    return metric(cluster.url(i), R"(quickbooking_webhooks_total{result="accepted"})");
  }

  /// True once this node has taken so many more.
  bool takes(std::size_t i, int more) const {
    const auto before = taken_by(i);
    return eventually([&] { return taken_by(i) >= before + more; }, 30s);
  }
};

balanced_salon& world() {
  static balanced_salon one;
  return one;
}

/// Customers who write through HAProxy, 200 messages a second, until they are told to stop.
class balanced_load {
public:
  /// Their phones begin with `prefix`, which no other load has.
  balanced_load(balanced_salon& where, std::string prefix)
      : where_(where),
        prefix_(prefix),
        customers_(where.haproxy.url(), where.graph, prefix),
        waits_(std::async(std::launch::async, [this] { return play(); })) {}

  ~balanced_load() { ending_ = true; }

  /// Stops them; every message got its 200 and took effect once. A node that hung while it had one
  /// may, when it goes on, write what another node had written for it, as the next revision: no
  /// more often than the fence refused it first.
  void end_and_check(const std::function<std::int64_t()>& written_twice = [] { return 0; }) {
    ending_ = true;
    const auto waits = waits_.get();
    CAF_MESSAGE(customers_.sent() << " deliveries, " << customers_.refused()
                                  << " of them not answered with 200, longest wait "
                                  << static_cast<int>(*std::ranges::max_element(waits)) << " ms");
    CAF_CHECK_EQUAL(customers_.refused(), 0u);
    const auto sent = static_cast<std::int64_t>(customers_.sent());
    CAF_CHECK(effects() >= sent);
    CAF_CHECK(effects() <= sent + written_twice());
    longest_ = *std::ranges::max_element(waits);
  }

  /// In milliseconds.
  double longest() const { return longest_; }

private:
  std::vector<double> play() {
    std::vector<double> all;
    while (!ending_)
      std::ranges::copy(customers_.play(500ms), std::back_inserter(all));
    return all;
  }

  std::int64_t effects() {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < open_load::customers; ++i)
      sum += where_.cluster.transitions_of(prefix_ + std::to_string(1000 + i));
    return sum;
  }

  balanced_salon& where_;
  std::string prefix_;
  open_load customers_;
  std::atomic<bool> ending_ = false;
  double longest_ = 0;
  std::future<std::vector<double>> waits_;
};

/// Ends each node in turn, in some way, while it is used, and waits until it is used again.
void start_each_again_after(const std::function<void(std::size_t)>& end) {
  auto& w = world();
  for (std::size_t i = 0; i < 3; ++i) {
    CAF_REQUIRE(w.takes(i, 20));
    end(i);
    w.cluster.node(i).start();
    CAF_REQUIRE(w.cluster.is_whole());
    CAF_REQUIRE(w.takes(i, 20));
  }
}

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

CAF_TEST(P2_restarting_every_node_in_turn_fails_no_delivery_and_repeats_none) {
  auto& w = world();
  balanced_load customers{w, "+188855100"};
  start_each_again_after([&](std::size_t i) { CAF_CHECK_EQUAL(w.cluster.node(i).terminate(), 0); });
  customers.end_and_check();
}

CAF_TEST(P2_a_node_that_is_killed_fails_no_delivery_and_repeats_none) {
  auto& w = world();
  balanced_load customers{w, "+188855200"};
  start_each_again_after([&](std::size_t i) {
    w.cluster.node(i).kill();
    CAF_REQUIRE(w.takes((i + 1) % 3, 100));
  });
  customers.end_and_check();
}

CAF_TEST(P2_a_node_that_hangs_is_given_up_and_what_it_was_asked_goes_to_another) {
  auto& w = world();
  balanced_load customers{w, "+188855300"};
  CAF_REQUIRE(w.takes(0, 20));
  const auto fenced = [&] { return w.cluster.figure("quickbooking_fenced_writes_total"); };
  const auto before = fenced();
  ::kill(w.cluster.node(0).pid(), SIGSTOP);
  CAF_REQUIRE(w.cluster.sees_nodes({1, 2}, 2));
  CAF_REQUIRE(w.takes(1, 100));
  ::kill(w.cluster.node(0).pid(), SIGCONT);
  CAF_REQUIRE(w.cluster.is_whole());
  CAF_REQUIRE(w.takes(0, 20));
  customers.end_and_check([&] { return static_cast<std::int64_t>(fenced() - before); });
  CAF_CHECK(customers.longest() < 10'000);
}

CAF_TEST(P7_nodes_that_do_without_redis_stay_in_rotation) {
  auto& w = world();
  w.cluster.redis.kill();
  std::vector<double> before;
  for (std::size_t i = 0; i < 3; ++i) {
    CAF_REQUIRE(becomes(w.cluster.url(i), "degraded"));
    before.push_back(w.taken_by(i));
  }
  open_load customers{w.haproxy.url(), w.graph, "+188855400"};
  customers.play(4s); // HAProxy asks each node every second, and believes the second answer
  CAF_CHECK_EQUAL(customers.refused(), 0u);
  for (std::size_t i = 0; i < 3; ++i)
    CAF_CHECK(w.taken_by(i) >= before[i] + 100);
  w.cluster.redis.restart();
  for (std::size_t i = 0; i < 3; ++i)
    CAF_CHECK(becomes(w.cluster.url(i), "ok"));
}

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
  CAF_CHECK_EQUAL(w.cluster.transitions_of("+18885550002"), 1);
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
