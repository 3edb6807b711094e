#define CAF_SUITE redis_cluster_whole

// What goes over all shards of a Redis Cluster, and the ways in.

#include "load/meta/meta_stand_in.hpp"
#include "tests/end_to_end/salon_on_cluster.hpp"
#include "tests/support/certificate_authority.hpp"

#include <set>

using namespace quickbooking;
using namespace std::chrono_literals;
using nlohmann::json;

CAF_TEST(sessions_of_all_shards_are_listed_counted_and_cleared) {
  salon_on_cluster s;
  std::set<std::string> phones;
  for (std::size_t place = 0; place < 3; ++place)
    for (int i = 0; i < 4; ++i)
      phones.insert(s.phone_at(place));
  for (auto& phone : phones)
    CAF_CHECK(s.says(phone));
  std::set<std::string> listed;
  std::string cursor;
  do {
    auto page = get(s.url(), "/v1/sessions?limit=3&cursor=" + cursor);
    CAF_REQUIRE_EQUAL(page.status, 200);
    for (auto& x : page.body["sessions"])
      listed.insert(x["customer"]);
    cursor = page.body["cursor"].is_string() ? page.body["cursor"].get<std::string>() : "";
  } while (!cursor.empty());
  CAF_CHECK(listed == phones);
  const auto statistics = get(s.url(), "/v1/sessions/statistics").body;
  CAF_CHECK_EQUAL(statistics.value("totalSessions", 0), 12);
  for (auto wrong : {"x", "-1", "99999999999999999999999"})
    CAF_CHECK(get(s.url(), std::string{"/v1/sessions?cursor="} + wrong).status == 400);
  CAF_CHECK(get(s.url(), "/v1/sessions?cursor=18446744073709551615").status == 200);
  CAF_CHECK_EQUAL(s.node->terminate(), 0);
}

CAF_TEST(a_session_of_the_old_service_is_found_on_another_shard_and_moved) {
  salon_on_cluster s;
  std::ifstream file{QUICKBOOKING_TEST_DATA "/legacy-sessions/b1-slot-selection.json"};
  auto value = json::parse(json::parse(file)["value"].get<std::string>());
  std::string phone;
  do
    phone = s.phone_at(0);
  while (s.redis.master_of(key_of(phone.substr(1))) == 0);
  const auto old_key = key_of(phone.substr(1));
  value["customerPhone"] = phone.substr(1);
  s.redis.probe_of(old_key).text({"SET", old_key, value.dump(), "EX", "1800"});
  CAF_CHECK(s.says(phone));
  const auto held = s.redis.probe_of(key_of(phone)).text({"GET", key_of(phone)});
  CAF_CHECK(held.find(value["sessionId"].get<std::string>()) != std::string::npos);
  CAF_CHECK(eventually([&] { return s.redis.probe_of(old_key).number({"EXISTS", old_key}) == 0; }));
  CAF_CHECK_EQUAL(metric(s.url(), R"(quickbooking_store_redirects_total{kind="moved"})"), 0);
}

CAF_TEST(P4_a_reply_that_was_due_at_a_crash_arrives_from_each_shard) {
  meta_stand_in meta{
      {{{std::string{demo_number}, "15559990000", "1", "900", "test-graph-token", 80}},
       {std::string{app_secret}},
       0}};
  salon_on_cluster s{{}, {{"graph", {{"baseUrl", meta.url()}}}}};
  meta.service().set_webhook(s.url() + "/webhook");
  meta_fault fault;
  fault.times = 1000;
  fault.hang = true;
  meta.service().add_fault(fault);
  std::vector<std::string> phones;
  for (std::size_t place = 0; place < 3; ++place)
    phones.push_back(s.phone_at(place));
  const auto due_key = [](auto& phone) { return "{" + key_of(phone) + "}:replies"; };
  for (auto& phone : phones) {
    const json text{{"type", "text"}, {"text", {{"body", "Haircut tomorrow 3pm"}}}};
    CAF_REQUIRE(meta.service().act({std::string{demo_number}, phone, "Noa", text, 1}));
    CAF_REQUIRE(eventually([&] {
      return s.redis.probe_of(due_key(phone)).number({"HLEN", due_key(phone)}) == 1;
    }));
  }
  s.node->kill();
  meta.service().clear_faults();
  s.node->start();
  meta.service().set_webhook(s.url() + "/webhook");
  for (auto& phone : phones) {
    CAF_CHECK(eventually(
        [&] {
          return s.redis.probe_of(due_key(phone)).number({"EXISTS", due_key(phone)}) == 0;
        },
        40s));
    CAF_CHECK(!meta.service().chat_since(std::string{demo_number}, phone, 0)["messages"].empty());
  }
}

CAF_TEST(a_cluster_with_a_password_and_certificates_is_used) {
  certificate_authority authority;
  const auto own = authority.issue("IP:127.0.0.1");
  std::vector<std::unique_ptr<reserved_port>> ports;
  private_redis_cluster::options how;
  how.password = "cluster-secret";
  how.arguments = [&](std::size_t) {
    ports.push_back(std::make_unique<reserved_port>());
    return std::vector<std::string>{"--tls-port",         std::to_string(ports.back()->number()),
                                    "--tls-cert-file",    own.file,
                                    "--tls-key-file",     own.key_file,
                                    "--tls-ca-cert-file", authority.file(),
                                    "--tls-auth-clients", "no",
                                    "--tls-cluster",      "yes",
                                    "--tls-replication",  "yes"};
  };
  private_redis_cluster redis{how};
  const password_in_environment password{how.password};
  auto config = on_cluster({"127.0.0.1:" + std::to_string(ports[0]->number())});
  config["redis"]["tls"] = true;
  config["redis"]["caFile"] = authority.file();
  const auto node = start_node(0, config);
  CAF_CHECK(becomes(node->url(), "ok"));
  cluster_crowd crowd{node->url(), "1555003", 12};
  CAF_CHECK_EQUAL(crowd.shards(redis), private_redis_cluster::masters);
  crowd.start();
  crowd.stop();
  CAF_CHECK_EQUAL(crowd.refused(), 0);
  CAF_CHECK_EQUAL(turns_without_redis(node->url()), 0);
}
