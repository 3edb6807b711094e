#define CAF_SUITE node_log

#include "actors/cluster/basp_socket.hpp"
#include "actors/cluster/peer_messages.hpp"
#include "actors/node.hpp"
#include "actors/outbox/outbox_messages.hpp"
#include "net/http/http_client.hpp"
#include "net/http/signature.hpp"
#include "tests/actors/actor_test.hpp"
#include "tests/support/caught_lines.hpp"
#include "tests/support/child_process.hpp"

#include <caf/test/unit_test.hpp>
#include <spdlog/spdlog.h>

using namespace quickbooking;
using namespace std::chrono_literals;

namespace {

using nlohmann::json;

constexpr std::size_t body_limit = 4096;

struct settings : actor_test_config {
  settings() {
    add_message_types<caf::id_block::quickbooking_outbox>();
    add_message_types<caf::id_block::quickbooking_cluster>();
    load_basp(*this);
  }
};

/// A node of two, with an actor system and a log of its own. There is no Redis.
struct service {
  explicit service(std::string its_name, std::vector<registered_node> others = {})
      : name(std::move(its_name)) {
    node_options options;
    options.log = logger_to(lines);
    options.http.body_bytes = body_limit;
    options.store.where.port = 1;
    options.door.app_secret = "secret";
    options.salons = demo_catalog();
    cluster_options both;
    both.links.node = both.members.self.name = name;
    both.members.self.host = "127.0.0.1";
    both.members.known = std::move(others);
    options.cluster = both;
    auto started = node::start(system, std::move(options));
    if (!started)
      CAF_FAIL(started.error().message);
    running = std::move(*started);
  }

  registered_node place() const { return {name, "127.0.0.1", running->peer_port()}; }

  /// A line of the front door, and one of the HTTP server.
  void make_noise() {
    http_client meta{"http://127.0.0.1:" + std::to_string(running->port())};
    json status{{"id", "wamid.1"},
                {"status", "failed"},
                {"timestamp", "1700000000"},
                {"recipient_id", "15550000001"},
                {"biz_opaque_callback_data", "out_of_" + name}};
    json value{{"messaging_product", "whatsapp"},
               {"metadata", {{"phone_number_id", "700"}}},
               {"statuses", {status}}};
    auto body
        = json{{"object", "whatsapp_business_account"},
               {"entry", {{{"id", "1"}, {"changes", {{{"field", "messages"}, {"value", value}}}}}}}}
              .dump();
    CAF_CHECK_EQUAL(
        meta.post("/webhook", body, {{"X-Hub-Signature-256", sign("secret", body)}}).status, 200);
    CAF_CHECK_EQUAL(meta.post("/webhook", std::string(body_limit + 1, ' ')).status, 413);
  }

  bool says(const std::string& words) {
    return eventually([&] { return lines->has(words); });
  }

  std::string name;
  std::shared_ptr<caught_lines> lines = std::make_shared<caught_lines>();
  settings its_settings;
  caf::actor_system system{its_settings};
  std::unique_ptr<node> running;
};

/// What goes by the way that nobody was handed.
struct default_log {
  default_log() { spdlog::set_default_logger(logger_to(lines)); }
  ~default_log() { spdlog::set_default_logger(before); }

  std::shared_ptr<caught_lines> lines = std::make_shared<caught_lines>();
  log_ptr before = spdlog::default_logger();
};

} // namespace

CAF_TEST(two_nodes_of_a_process_log_each_to_its_own_logger) {
  default_log nobodys;
  {
    service b{"b"};
    service a{"a", {b.place()}};
    CAF_CHECK(a.says("event=peer_linked peer=b"));
    CAF_CHECK(b.says("event=peer_linked peer=a"));
    for (auto* each : {&a, &b}) {
      each->make_noise();
      CAF_CHECK(each->says("event=started address=127.0.0.1 port="
                           + std::to_string(each->running->port())));
      CAF_CHECK(each->says("event=ring nodes=a,b"));
      CAF_CHECK(each->says("event=delivery_failed out_id=out_of_" + each->name));
      CAF_CHECK(each->says("http: 1 refused"));
    }
    CAF_CHECK(!a.lines->has("out_of_b"));
    CAF_CHECK(!b.lines->has("out_of_a"));
    for (auto* each : {&a, &b})
      each->running->stop(1s);
  }
  CAF_CHECK_EQUAL(nobodys.lines->text(), "");
}
